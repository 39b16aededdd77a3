package dev.interline.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** jtokkit, which reads the same lists, is the judge. */
class TokenCounterTest {
    private static final EncodingRegistry JUDGE = Encodings.newLazyEncodingRegistry();
    private static final Tokenizers TOKENIZERS = new Tokenizers();
    private static final String[] PIECES =
            {"Hello", "world", " ", "  ", "\n", "\r\n", "\t", "don't", "I'LL", "we're", "'",
                    "1", "42", "123456", "3.14", "é", "naïve", "東京", "日本語", "🦄", "👩‍👩‍👧", "{\"a\":", "[1,2]", "://",
                    "--------", "…",
                    "ÅNGSTRÖM", "ǅ", "\u0301", "\u00a0", "\u2003", "x²", "//", "camelCaseName", "snake_case", "z"};

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void agreesWithAnotherTokenizer(Encoding encoding) {
        var judge = JUDGE.getEncoding(encoding == Encoding.O200K ? EncodingType.O200K_BASE : EncodingType.CL100K_BASE);
        var counter = new TokenCounter(encoding);
        var random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            IntArrayList tokens = judge.encodeOrdinary(text.toString());
            assertThat(counter.count(text.toString())).as("'%s'", text).isEqualTo(tokens.size());
            assertThat(counter.ends(text.toString())).hasSize(tokens.size());
        }
    }

    @Test
    void tellsWhereTokensEnd() {
        TokenCounter counter = TOKENIZERS.forModel("openai/gpt-4o");

        assertThat(counter.ends("Hello world")).containsExactly(5, 11);
        assertThat(counter.ends("")).isEmpty();
        assertThat(counter.ends("half \ud800 a character")).hasSize((int) counter.count("half \ud800 a character"));
        String unicorns = "a🦄🦄 東京タワー";
        assertThat(counter.ends(unicorns)).isSorted();
        assertThat(counter.ends(unicorns)[counter.ends(unicorns).length - 1]).isEqualTo(unicorns.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "openai/gpt-4", "openai/gpt-4-turbo", "openai/gpt-4-0613", "openai/gpt-3.5-turbo"})
    void countsOldModelsWithTheOldVocabulary(String model) {
        assertThat(TOKENIZERS.forModel(model)).isSameAs(TOKENIZERS.forModel("gpt-4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "openai/gpt-4o-mini", "openai/gpt-4.1", "openai/gpt-5",
            "anthropic/claude-sonnet-4",
            "meta-llama/llama-3-70b", "", "interline/simulator"})
    void countsAllOthersWithTheNewest(String model) {
        assertThat(TOKENIZERS.forModel(model)).isSameAs(TOKENIZERS.forModel("gpt-4o"));
    }

    @Test
    void staysFastOnTextWithoutWords() {
        TokenCounter counter = TOKENIZERS.forModel("");
        String hostile = "-".repeat(200_000) + "a".repeat(200_000) + " ".repeat(200_000) + "é".repeat(100_000);

        assertTimeout(Duration.ofSeconds(5), () -> counter.count(hostile));
    }

    @Test
    void countsWhatAConversationAddsToItsTexts() {
        TokenCounter counter = TOKENIZERS.forModel("gpt-4o");
        long one = counter.count(conversation(List.of(), text("Hello world")));

        assertThat(one).isEqualTo(2 + 3 + 3);
        assertThat(counter.count(conversation(List.of(), text("Hello world"), text("Hello world")))).isEqualTo(one + 5);
        assertThat(counter.count(conversation(List.of(new Tool.Function("get_weather", Optional.of("Tells the weather"),
                Optional.of("{\"type\":\"object\"}"), Optional.empty(), Optional.empty())), text("Hello world"))))
                .isGreaterThan(one + 10);
    }

    @Test
    void countsMediaByRulesOfThumb() {
        TokenCounter counter = TOKENIZERS.forModel("gpt-4o");
        var image = new Part.Image(new Media.Url("data:image/png;base64,AAAA"), Optional.empty(), Optional.empty());
        var low = new Part.Image(new Media.Url("https://example.com/a.png"), Optional.of("low"), Optional.empty());
        var audio = new Part.Audio("A".repeat(160_000), "mp3", Optional.empty());
        var note = new Part.Document(new Media.Inline("text/plain", "SGVsbG8gd29ybGQ="), Optional.empty(),
                Optional.empty());

        assertThat(counter.count(conversation(List.of(), image))).isEqualTo(6 + 765);
        assertThat(counter.count(conversation(List.of(), low))).isEqualTo(6 + 85);
        assertThat(counter.count(conversation(List.of(), audio))).isEqualTo(6 + 76);
        assertThat(counter.count(conversation(List.of(), note))).isEqualTo(6 + 2);
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }

    private static Conversation conversation(List<Tool> tools, Part... parts) {
        List<Turn> turns = List.of(parts)
                .stream()
                .map(part -> new Turn(Role.USER, List.of(part), Optional.empty()))
                .toList();
        return new Conversation(turns, tools, new ToolChoice.Auto(), Optional.empty(),
                new Sampling(OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(),
                        List.of()),
                new Format.Text(), Thinking.UNSAID, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
