package dev.interline.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Output;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Prompt;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Target;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsTest {
    private static final String ANSWER = "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
            + "\"embedding\":[0.0023064255, -9.327292E-3]}] ,\"model\":\"text-embedding-3-small\",\"own\":{\"a\":1},"
            + "\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8,\"more\":1},\"id\":\"embd-1\",\"error\":null}";

    private static Exchange exchange(String body) throws MalformedJson {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var facts = new Facts(Operation.EMBED, "a/b", List.of(), false, OptionalLong.empty(), Set.of(), Set.of(),
                Preferences.NONE, Optional.empty(), Optional.empty(), Prompt.text(5), new Output(1, 0));
        return new Exchange(Wire.EMBEDDINGS, facts, JsonFields.scan(bytes, 0, bytes.length), Headers.NONE,
                EmbeddingsTest::unneeded);
    }

    private static Conversation unneeded(JsonFields fields) {
        throw new AssertionError("a splice needs no meaning of " + fields);
    }

    private static String spliced(String body, Target target) throws MalformedJson {
        var prepared = new OpenAiProvider(InstantSource.system()).prepare(exchange(body), target);
        assertThat(prepared).isInstanceOfSatisfying(Prepared.Call.class, call -> {
            assertThat(call.path()).isEqualTo("/embeddings");
            assertThat(call.headers()).isEqualTo(Map.of("Accept", "application/json"));
        });
        return ((Prepared.Call) prepared).body().toString();
    }

    /** What a reader makes of an answer: the members that it passes on, and what is broken. */
    private static final class Read {
        private final EmbeddingsReader reader = new EmbeddingsReader();
        private final ByteSink members = new ByteSink(64);
        private Optional<UpstreamFailure> failure = Optional.empty();
        private boolean content;

        Read(String answer, int length) {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            for (int from = 0; from < bytes.length && failure.isEmpty(); from += length) {
                reader.read(bytes, from, Math.min(bytes.length, from + length), this::chunk);
            }
            if (failure.isEmpty()) {
                failure = reader.end(this::chunk);
            }
        }

        private void chunk(Chunk chunk) {
            if (chunk.has(Sign.FAILURE)) {
                failure = chunk.failure();
                return;
            }
            content |= chunk.has(Sign.CONTENT);
            var frame = chunk.frame();
            members.text(frame.spans().size() > 0 && frame.spans().mark(0) == Mark.MEMBER ? "," : "")
                    .write(frame.bytes(), frame.from(), frame.to());
        }
    }

    @Test
    void changesOnlyTheModel() throws MalformedJson {
        assertThat(spliced(
                "{\"input\":[\"a\", \"b\"],\"model\":\"a/b\",\"dimensions\":256,\"encoding_format\":\"base64\","
                        + "\"truncate\":{ \"x\":1.50},\"provider\":{\"sort\":\"price\"},\"stream\":true,\"user\":null}",
                Requests.target(Quirks.GENERIC)))
                .isEqualTo("{\"model\":\"up\",\"input\":[\"a\", \"b\"],\"dimensions\":256,"
                        + "\"encoding_format\":\"base64\",\"truncate\":{ \"x\":1.50}}");
    }

    @Test
    void hidesTheUserAndTellsRoutersWhatTheyUnderstand() throws MalformedJson {
        assertThat(spliced("{\"input\":\"a\",\"user\":\"ada\"}", Requests.target(Quirks.GENERIC)))
                .matches("\\{\"model\":\"up\",\"input\":\"a\",\"user\":\"[0-9a-f]{32}\"}");
        assertThat(spliced("{\"input\":\"a\",\"provider\":{\"zdr\":true}}", Requests.target(Requests.ROUTER)))
                .isEqualTo("{\"model\":\"up\",\"input\":\"a\",\"provider\":{\"zdr\":true}}");
    }

    @Test
    void passesVectorsOnAsTheyComeHoweverTheyAreCut() {
        for (int length = 1; length <= ANSWER.length(); length++) {
            var read = new Read(ANSWER, length);
            assertThat(read.failure).isEmpty();
            assertThat(read.content).isTrue();
            assertThat(read.members.toString()).isEqualTo(",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                    + "\"embedding\":[0.0023064255, -9.327292E-3]}],\"own\":{\"a\":1}");
            var tally = read.reader.tally();
            assertThat(tally.usage()).contains(Usage.of(8, 0));
            assertThat(tally.usageJson()).contains("{\"prompt_tokens\":8,\"total_tokens\":8,\"more\":1}");
            assertThat(tally.upstreamId()).contains("embd-1");
            assertThat(tally.model()).contains("text-embedding-3-small");
            assertThat(tally.deliveredBytes()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"{\"total_tokens\":9}|9", "{\"input_tokens\":4}|4",
            "{\"prompt_tokens\":5,\"total_tokens\":9}|5", "{}|-1", "null|-1", "7|-1"})
    void countsThePromptHoweverItIsTold(String usage, long prompt) {
        var read = new Read("{\"usage\":" + usage + ",\"data\":[{\"embedding\":[]}]}", 1000);
        assertThat(read.failure).isEmpty();
        assertThat(read.reader.tally().usage().map(Usage::prompt).orElse(-1L)).isEqualTo(prompt);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "", value = {
            "{\"data\":[{\"embedding\":[1,2|MALFORMED|The provider's answer is malformed: The JSON ends too early, at byte 26",
            "{\"data\":[1,,2]}|MALFORMED|The provider's answer is malformed: The JSON is not valid at byte 11",
            "<html>|NOT_AN_ANSWER|The provider's answer is not JSON",
            "{\"data\":[]}|NOT_AN_ANSWER|The provider's answer has no embeddings",
            "{\"object\":\"list\"}|NOT_AN_ANSWER|The provider's answer has no embeddings",
            "{\"error\":{\"message\":\"down\",\"code\":502}}|SERVER_ERROR|down",
            "{\"data\":[{\"embedding\":[1]}],\"error\":{\"message\":\"slow\",\"code\":429}}|THROTTLED|slow"})
    void tellsWhatIsNoAnswer(String answer, Fault fault, String message) {
        for (int length : new int[]{1, 7, 1000}) {
            assertThat(new Read(answer, length).failure).hasValueSatisfying(failure -> {
                assertThat(failure.fault()).isEqualTo(fault);
                assertThat(failure.message()).isEqualTo(message);
            });
        }
        assertThat(new Read("", 1).failure.orElseThrow().fault()).isEqualTo(Fault.NOT_AN_ANSWER);
    }

    @Test
    void takesInNoMoreThanFits() {
        var read = new Read("{\"id\":\"" + "x".repeat(70_000) + "\"}", 4096);
        assertThat(read.failure.orElseThrow().message())
                .isEqualTo("The provider's answer is malformed: id is larger than 65536 bytes");
    }
}
