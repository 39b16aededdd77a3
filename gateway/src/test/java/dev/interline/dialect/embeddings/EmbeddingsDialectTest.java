package dev.interline.dialect.embeddings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Money;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsDialectTest {
    private static final EmbeddingsDialect DIALECT = new EmbeddingsDialect(new ChatDialect());

    private static Parsed parsed(String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return DIALECT.parse(Operation.EMBED, bytes, bytes.length, Headers.of(headers));
    }

    private static Exchange exchange(String body) {
        return switch (parsed(body, Map.of())) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private static Exchange asking(String input) {
        return exchange("{\"model\":\"a/b\",\"input\":" + input + "}");
    }

    private static String refusal(String body) {
        return switch (parsed(body, Map.of())) {
            case Parsed.Accepted _ -> throw new AssertionError("accepted " + body);
            case Parsed.Refused(Problem problem) -> {
                assertThat(problem.status()).isEqualTo(400);
                yield problem.message();
            }
        };
    }

    @Test
    void findsTheFactsThatRoutingNeeds() {
        var facts = exchange("""
                {"model":"a/b","input":["one","two"],"encoding_format":"base64","dimensions":256,"user":"u","own":[1],
                 "input_type":"search_query","provider":{"only":["x"]},"session_id":"s"}""").facts();
        assertThat(facts.operation()).isEqualTo(Operation.EMBED);
        assertThat(facts.model()).isEqualTo("a/b");
        assertThat(facts.stream()).isFalse();
        assertThat(facts.user()).contains("u");
        assertThat(facts.sessionId()).contains("s");
        assertThat(facts.preferences().only()).containsExactly("x");
        assertThat(facts.promptBytes()).isEqualTo("[\"one\",\"two\"]".length());
        assertThat(facts.output().choices()).isEqualTo(2);
        assertThat(facts.needs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"one\"|1", "[\"one\"]|1", "[\"one\",\"two\"]|2", "[1,2,3]|1",
            "[[1,2],[3],[4]]|3", "[{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}]|1"})
    void countsTheInputs(String input, int count) {
        assertThat(asking(input).facts().output().choices()).isEqualTo(count);
        assertThat(asking(input).meaning().turns()).hasSize(count);
    }

    @Test
    void decodesInputs() {
        assertThat(asking("\"o\\u006ee\"").meaning().turns().getFirst().parts())
                .containsExactly(new Part.Text("one", Optional.empty()));
        assertThat(asking("[7, 8]").meaning().turns().getFirst().parts()).singleElement()
                .isInstanceOfSatisfying(Part.Foreign.class, part -> {
                    assertThat(part.type()).isEqualTo("tokens");
                    assertThat(part.json()).isEqualTo("[7, 8]");
                });
        assertThat(asking("[{\"content\":[{\"text\":\"a\",\"type\":\"text\"},{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"https://x\"}}]}]").meaning().turns().getFirst().parts()).hasSize(2);
    }

    @Test
    void needsWhatIsInTheInputs() {
        var facts = asking("""
                [{"content":[{"type":"image_url","image_url":{"url":"https://x/y.png"}},
                  {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]},
                 {"content":[{"type":"input_video","input_video":{"data":"https://x"}},
                  {"type":"input_file","input_file":{"data":"https://x"}}]}]""").facts();
        assertThat(facts.needs()).containsExactlyInAnyOrder(Need.IMAGE_INPUT, Need.AUDIO_INPUT, Need.VIDEO_INPUT,
                Need.FILE_INPUT);
        assertThat(facts.prompt().images()).isOne();
        assertThat(facts.prompt().open()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
            "{}|input: missing; expected a string, or an array of strings, of token ids, of arrays of token ids, or of objects with content",
            "{\"input\":null}|input: missing; expected a string, or an array of strings, of token ids, of arrays of token ids, or of objects with content",
            "{\"input\":7}|input: must be a string, or an array of strings, of token ids, of arrays of token ids, or of objects with content, not a number",
            "{\"input\":\"\"}|input: must not be an empty string",
            "{\"input\":[]}|input: must not be empty; expected a string, or an array of strings, of token ids, of arrays of token ids, or of objects with content",
            "{\"input\":[\"a\",\"\"]}|input[1]: must not be an empty string",
            "{\"input\":[\"a\",7]}|input[1]: must be of the same kind as the elements before, not a number",
            "{\"input\":[7,\"a\"]}|input[1]: must be of the same kind as the elements before, not a string",
            "{\"input\":[null]}|input[0]: must be a string, a token id, an array of token ids or an object with content, not null",
            "{\"input\":[1.5]}|input[0]: 1.5 is not allowed; expected an integer from 0 to 2147483647",
            "{\"input\":[-1]}|input[0]: -1 is not allowed; expected an integer from 0 to 2147483647",
            "{\"input\":[[1],[]]}|input[1]: must not be an empty array; expected token ids",
            "{\"input\":[[1,\"a\"]]}|input[0][1]: must be a token id, not a string",
            "{\"input\":[{}]}|input[0].content: missing; expected an array with at least one part",
            "{\"input\":[{\"content\":\"a\"}]}|input[0].content: must be an array of parts, not a string",
            "{\"input\":[{\"content\":[{\"text\":\"a\"}]}]}|input[0].content[0].type: missing; expected one of text, image_url, input_audio, input_video, input_file",
            "{\"input\":[{\"content\":[{\"type\":\"file\"}]}]}|input[0].content[0].type: \"file\" is not allowed; expected one of text, image_url, input_audio, input_video, input_file",
            "{\"input\":[{\"content\":[{\"type\":\"image_url\"}]}]}|input[0].content[0].image_url: missing",
            "{\"input\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{}}]}]}|input[0].content[0].image_url.url: missing",
            "{\"input\":\"a\",\"dimensions\":0}|dimensions: 0 is not allowed; expected an integer from 1 to 2147483647",
            "{\"input\":\"a\",\"dimensions\":\"x\"}|dimensions: must be an integer, not a string",
            "{\"input\":\"a\",\"encoding_format\":\"hex\"}|encoding_format: \"hex\" is not allowed; expected one of float, base64",
            "{\"input\":\"a\",\"model\":7}|model: must be a string, not a number",
            "[]|The body must be a JSON object"})
    void saysWhatIsWrong(String body, String message) {
        assertThat(refusal(body)).isEqualTo(message);
    }

    @Test
    void writesErrorsAsChatDoes() {
        var problem = Problem.invalid("no");
        assertThat(DIALECT.error(problem, Optional.of("gen-1"))).isEqualTo(
                new ChatDialect().error(problem, Optional.of("gen-1")));
    }

    @Test
    void writesWhatWasSettled() {
        var writer = DIALECT.writer(asking("\"a\""), new Answer("gen-1", 7, "a/b", "Acme", false));
        var tally = new Tally(Optional.empty(), Optional.of("{\"prompt_tokens\":3,\"x\":[1],\"y\":null}"),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), 0);
        var out = new ByteSink(16);
        writer.finish(new Settled(Usage.of(5, 0), new Cost(new Money(10), new Money(10), Money.ZERO, Money.ZERO),
                tally), out);
        assertThat(out.toString()).isEqualTo("{\"id\":\"gen-1\",\"object\":\"list\",\"model\":\"a/b\","
                + "\"provider\":\"Acme\",\"usage\":{\"prompt_tokens\":5,\"total_tokens\":5,\"cost\":0.00000001,"
                + "\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":0.00000001,"
                + "\"upstream_inference_prompt_cost\":0.00000001,\"upstream_inference_completions_cost\":0},"
                + "\"x\":[1]}}");
        assertThat(Json.mapper().readTree(out.toBytes()).path("usage").path("y").isMissingNode()).isTrue();
        assertThat(List.of(writer.contentType())).containsExactly("application/json");
    }
}
