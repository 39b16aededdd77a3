package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Event;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import dev.interline.provider.openai.OpenAiProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What was said on one wire is still said on the other. */
@Tag("shared")
class AcrossWiresTest {
    private static final List<String> CHAT = List.of("openai", "groq", "mistral", "deepseek", "xai", "openrouter",
            "cerebras", "moonshotai", "alibaba", "perplexity");

    record Recorded(String file, byte[] body, boolean streamed) {
        @Override
        public String toString() {
            return file;
        }
    }

    static List<AnthropicCassettes.Call> requests() {
        return AnthropicCassettes.calls().stream()
                .filter(call -> call.request().isObject() && !call.counts())
                .toList();
    }

    static List<Recorded> chatAnswers() throws IOException {
        Path folder = Path.of(System.getProperty("interline.shared", "../../shared"), "cassettes");
        var found = new ArrayList<Recorded>();
        for (String vendor : CHAT) {
            Path vendorFolder = folder.resolve(vendor);
            if (Files.isDirectory(vendorFolder)) {
                try (Stream<Path> files = Files.list(vendorFolder)) {
                    files.sorted().forEach(file -> read(vendor, file, found));
                }
            }
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestMeansTheSameWhenItIsWrittenAnew(AnthropicCassettes.Call call) {
        Exchange original = Play.exchange(Operation.GENERATE, call.request().toString(), Map.of());
        Conversation meaning = original.meaning();
        var translated = new Exchange(Wire.CHAT, original.facts(), original.fields(), original.headers(), _ -> meaning);
        var prepared = (Prepared.Call) new AnthropicProvider().prepare(translated,
                Play.target(call.request().path("model").asString()));
        Conversation again = Play.exchange(Operation.GENERATE, prepared.body().toString(), Map.of()).meaning();
        assertThat(again.turns()).isEqualTo(meaning.turns());
        assertThat(again.tools()).usingRecursiveComparison().ignoringFields("strict").isEqualTo(meaning.tools());
        assertThat(again.toolChoice()).isEqualTo(meaning.toolChoice());
        assertThat(again.sampling().maxTokens()).isEqualTo(meaning.sampling().maxTokens());
    }

    @ParameterizedTest
    @MethodSource("chatAnswers")
    void aChatAnswerSaysTheSameAsAMessage(Recorded recorded) {
        var events = new ArrayList<Event>();
        Reader listening = reader(recorded);
        Play.read(listening, recorded.body(), List.of(), chunk -> chunk.events(events::add));
        Accumulated said = Accumulated.of(events);
        for (Answer answer : List.of(Play.STREAMED, Play.WHOLE)) {
            byte[] message = write(recorded, answer).getBytes(StandardCharsets.UTF_8);
            Play.Heard heard = Play.listen(message, answer.stream(), List.of());
            assertThat(heard.failure()).isEmpty();
            Accumulated again = Accumulated.of(heard.events());
            assertThat(again.text()).isEqualTo(said.text());
            assertThat(again.calls().values().stream().map(AcrossWiresTest::withoutEmptyArguments))
                    .containsExactlyElementsOf(said.calls().values().stream()
                            .map(AcrossWiresTest::withoutEmptyArguments)
                            .toList());
            assertThat(heard.tally().usage().orElseThrow().total())
                    .isEqualTo(listening.tally().usage().map(usage -> usage.total()).orElse(0L));
        }
    }

    /** What a client of messages gets of it. */
    static String write(Recorded recorded, Answer answer) {
        Reader reader = reader(recorded);
        Writer writer = new MessagesDialect().writer(Play.anyExchange(), answer);
        var out = new ByteSink(1024);
        assertThat(Play.read(reader, recorded.body(), List.of(), chunk -> writer.write(chunk, out))).isEmpty();
        writer.finish(Play.settled(reader.tally()), out);
        return out.toString();
    }

    /** No arguments and an empty object of them are the same; so is white space between them. */
    private static String withoutEmptyArguments(String call) {
        return (call.endsWith("{}") ? call.substring(0, call.length() - 2) : call).replace(" ", "");
    }

    private static Reader reader(Recorded recorded) {
        return new OpenAiProvider(InstantSource.system()).reader(Play.anyExchange(), Play.target("x"),
                Optional.of(recorded.streamed() ? "text/event-stream" : "application/json"));
    }

    private static void read(String vendor, Path file, List<Recorded> found) {
        JsonNode root = Json.mapper().readTree(file.toFile());
        for (JsonNode call : root.path("interactions")) {
            JsonNode body = call.path("response").path("body");
            if (call.path("request").path("path").asString("").contains("chat/completions") && body.isString()
                    && call.path("response").path("status").asInt() == 200) {
                String text = body.asString();
                found.add(new Recorded(vendor + "/" + file.getFileName(), text.getBytes(StandardCharsets.UTF_8),
                        text.startsWith("data:") || text.startsWith(":")));
            }
        }
    }
}
