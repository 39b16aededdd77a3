package dev.interline.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Format;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Part;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Script;
import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import dev.interline.provider.openai.OpenAiProvider;
import dev.interline.tokens.Tokenizers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LocalEmbeddingsTest {
    private static final Tokenizers TOKENIZERS = new Tokenizers();
    private static final OpenAiProvider OPENAI = new OpenAiProvider(InstantSource.system());
    private static final LocalEmbeddings MADE_UP = LocalEmbeddings.madeUp(OPENAI, TOKENIZERS);
    private static final LocalEmbeddings MODEL = LocalEmbeddings.of(new Lengths(), OPENAI, TOKENIZERS);

    /** A model whose vectors tell how long a text is. */
    private static final class Lengths implements Embedder {
        @Override
        public String model() {
            return "acme/lengths";
        }

        @Override
        public String name() {
            return "Lengths";
        }

        @Override
        public int contextLength() {
            return 10;
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<Embedded> embed(List<String> texts) {
            return texts.stream().map(text -> new Embedded(new float[]{text.length(), -0.5f}, 3)).toList();
        }
    }

    private static Exchange exchange(String body, List<Part> inputs) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var facts = new Facts(Operation.EMBED, "a/b", List.of(), false, OptionalLong.empty(), Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(5), new Output(inputs.size(), 0));
        var sampling = new Sampling(OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalLong.empty(), List.of());
        var conversation = new Conversation(
                inputs.stream().map(part -> new Turn(Role.USER, List.of(part), Optional.empty())).toList(), List.of(),
                new ToolChoice.Auto(), Optional.empty(), sampling, new Format.Text(), Thinking.UNSAID,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            return new Exchange(Wire.EMBEDDINGS, facts, JsonFields.scan(bytes, 0, bytes.length), Headers.NONE,
                    _ -> conversation);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private static Target target(String model) {
        return new Target(LocalEmbeddings.vendor(), model, model, 0, Set.of());
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }

    private static JsonNode answer(LocalEmbeddings provider, String model, String body, Part... inputs) {
        return switch (provider.prepare(exchange(body, List.of(inputs)), target(model))) {
            case Prepared.Local(var script) -> Json.mapper().readTree(played(script.get()));
            case Prepared.Inexpressible(var problem) -> throw new AssertionError(problem.message());
            case Prepared.Call _ -> throw new AssertionError("nothing is sent");
        };
    }

    private static byte[] played(Script script) {
        assertThat(script.head().status()).isEqualTo(200);
        var body = new ByteSink(64);
        while (script.next() instanceof Script.Step.Send send) {
            assertThat(send.bytes().length).isBetween(1, 64 * 1024);
            body.write(send.bytes());
        }
        return body.toBytes();
    }

    private static String refusal(LocalEmbeddings provider, String body, Part... inputs) {
        var prepared = provider.prepare(exchange(body, List.of(inputs)), target("acme/lengths"));
        return ((Prepared.Inexpressible) prepared).problem().message();
    }

    @Test
    void answersInOpenAisWire() {
        var answer = answer(MODEL, "acme/lengths", "{}", text("four"), text("seven77"));
        assertThat(answer).isEqualTo(Json.mapper().readTree("""
                {"object":"list","data":[{"object":"embedding","index":0,"embedding":[4.0,-0.5]},
                {"object":"embedding","index":1,"embedding":[7.0,-0.5]}],"model":"acme/lengths",
                "usage":{"prompt_tokens":6,"total_tokens":6}}"""));
    }

    @Test
    void writesBase64OfLittleEndianFloats() {
        var answer = answer(MODEL, "acme/lengths", "{\"encoding_format\":\"base64\"}", text("four"));
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(answer.at("/data/0/embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new float[]{bytes.getFloat(), bytes.getFloat()}).containsExactly(4, -0.5f);
        assertThat(bytes.remaining()).isZero();
    }

    @Test
    void keepsTheOrderOfManyInputs() {
        var inputs = IntStream.rangeClosed(1, 300).mapToObj(i -> text("x".repeat(i))).toArray(Part[]::new);
        var data = answer(MODEL, "acme/lengths", "{}", inputs).path("data");
        for (int i = 0; i < 300; i++) {
            assertThat(data.path(i).path("embedding").path(0).asInt()).isEqualTo(i + 1);
        }
    }

    @Test
    void readsTokensAsOpenAisClientsCountThem() {
        // "tiktoken is great!" in cl100k_base, as OpenAI's cookbook has it
        var tokens = new Part.Foreign(Wire.EMBEDDINGS, "tokens", "[83, 1609, 5963, 374, 2294, 0]");
        assertThat(answer(MODEL, "acme/lengths", "{}", tokens).at("/data/0/embedding/0").asInt())
                .isEqualTo("tiktoken is great!".length());
    }

    @Test
    void refusesWhatTheModelCannotDo() {
        assertThat(refusal(MODEL, "{\"dimensions\":3}", text("a"))).isEqualTo("dimensions: 3 is not possible; "
                + "acme/lengths makes vectors of 2 dimensions, so leave it out or send 2");
        assertThat(answer(MODEL, "acme/lengths", "{\"dimensions\":2}", text("a")).path("data")).hasSize(1);
        assertThat(refusal(MODEL, "{}", new Part.Foreign(Wire.EMBEDDINGS, "image_url", "{}")))
                .startsWith("input: pictures, recordings and files cannot be embedded");
        var many = IntStream.range(0, 2049).mapToObj(_ -> text("a")).toArray(Part[]::new);
        assertThat(refusal(MODEL, "{}", many)).isEqualTo("input: 2049 inputs are too many at once; send 2048 or fewer");
        assertThat(refusal(MADE_UP, "{\"dimensions\":8193}", text("a")))
                .isEqualTo("dimensions: 8193 is not possible; simulated vectors have from 1 to 8192");
    }

    @Test
    void makesUpVectorsThatAreAlwaysTheSame() {
        var small = "openai/text-embedding-3-small";
        var first = answer(MADE_UP, small, "{}", text("Hello"), text("World"), text("Hello"));
        assertThat(first).isEqualTo(answer(MADE_UP, small, "{}", text("Hello"), text("World"), text("Hello")));
        assertThat(first.at("/data/0/embedding")).isEqualTo(first.at("/data/2/embedding"))
                .isNotEqualTo(first.at("/data/1/embedding"));
        assertThat(first.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
        assertThat(first.at("/data/0/embedding")).hasSize(1536);
        assertThat(length(first.at("/data/0/embedding"))).isBetween(0.9999, 1.0001);
        // On any machine, in any version: vectors may be kept for long.
        assertThat(first.at("/data/0/embedding/0").asString()).isEqualTo("-0.02157397");
    }

    @Test
    void makesUpAsManyDimensionsAsAreAskedFor() {
        var cut = answer(MADE_UP, "acme/unknown", "{\"dimensions\":7}", text("Hello")).at("/data/0/embedding");
        assertThat(cut).hasSize(7);
        assertThat(length(cut)).isBetween(0.9999, 1.0001);
        assertThat(answer(MADE_UP, "acme/unknown", "{}", text("Hello")).at("/data/0/embedding")).hasSize(1024);
    }

    private static double length(JsonNode vector) {
        double squares = 0;
        for (JsonNode number : vector) {
            squares += number.doubleValue() * number.doubleValue();
        }
        return Math.sqrt(squares);
    }
}
