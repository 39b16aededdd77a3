package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.EmbeddingsWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors over OpenAI-compatible upstreams (document 004, lines 108-147: Create Embedding). */
class EmbeddingsIT {
    private static final String PATH = "/api/v1/embeddings";
    private static final String SMALL = "openai/text-embedding-3-small";
    private static final String OWN = "acme/vectors";
    private static final FakeUpstream FIRST = FakeUpstream.throttling();
    private static final FakeUpstream SECOND = FakeUpstream.throttling();

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              first:
                base-url: %s/v1
                api-key: upstream-secret
                models:
                  - id: openai/text-embedding-3-small
                    upstream: up-small
                  - id: acme/vectors
                    upstream: up-own
                    output-modalities: [embeddings]
                    context-length: 100
                    pricing: {prompt: "0.0000001", completion: "0.00001"}
                  - id: acme/chat
                    output-modalities: [text]
              second:
                base-url: %s/v1
                models:
                  - id: acme/vectors
                    upstream: up-second
                    output-modalities: [embeddings]
                    context-length: 100
                    pricing: {prompt: "0.0000002", completion: "0"}
            """.formatted(FIRST.uri(), SECOND.uri())).forClass();

    @BeforeEach
    void forget() {
        FIRST.forget().otherwise(EmbeddingsWire.script(3));
        SECOND.forget().otherwise(EmbeddingsWire.script(3));
    }

    @AfterAll
    static void closeUpstreams() {
        FIRST.close();
        SECOND.close();
    }

    private static String body(String model, String members) {
        return "{\"model\":\"" + model + "\"," + members + "}";
    }

    private static Answer ask(String model, String members, String... headers) {
        return GATEWAY.post(PATH, body(model, members), headers);
    }

    private static BigDecimal used() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    @Test
    void passesVectorsOnAsTheyAre() {
        FIRST.otherwise(Script.json(200, EmbeddingsWire.answer(2, 3)));
        var answer = ask(SMALL, "\"input\":[\"one\",\"two\"]");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text())
                .contains("\"data\":" + EmbeddingsWire.data(2, "[%s,%1$s,%1$s]".formatted(EmbeddingsWire.NUMBER)));
        var json = answer.json();
        assertThat(json.path("object").asString()).isEqualTo("list");
        assertThat(json.path("model").asString()).isEqualTo(SMALL);
        assertThat(json.path("provider").asString()).isEqualTo("first");
        assertThat(json.path("id").asString()).startsWith("gen-").isEqualTo(answer.header("X-Generation-Id"));
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(10);
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(10);
        assertThat(FIRST.request().headers().path()).isEqualTo("/v1/embeddings");
        assertThat(FIRST.request().headers().value("Authorization")).contains("Bearer upstream-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"input\":\"one\"", "\"input\":[\"one\",\"two\"]", "\"input\":[1, 2,3]",
            "\"input\":[[1,2],[3]]", "\"input\":\"one\",\"dimensions\":2", "\"input\":\"one\",\"own\":{\"x\":[ 1.50]}",
            "\"input\":\"one\",\"encoding_format\":\"base64\",\"input_type\":\"search_query\""})
    void passesRequestsOnButForTheModel(String members) {
        assertThat(ask(OWN, members).status()).isEqualTo(200);
        assertThat(new String(FIRST.request().body(), StandardCharsets.UTF_8)).isEqualTo(body("up-own", members));
    }

    @Test
    void leavesTheFormatToTheUpstream() {
        var floats = EmbeddingsWire.base64(1, 0.5f, -1f, 2f);
        FIRST.otherwise(Script.json(200, floats));
        assertThat(
                ask(OWN, "\"input\":\"one\",\"encoding_format\":\"base64\"").json().at("/data/0/embedding").asString())
                .isEqualTo("AAAAPwAAgL8AAABA");
    }

    @Test
    void recordsWhatItCostToTheNanoDollar() {
        var before = used();
        var answer = ask(OWN, "\"input\":[\"one\",\"two\",\"three\"],\"user\":\"u-7\"");
        var cost = new BigDecimal("0.0000015");
        assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo(cost);
        assertThat(answer.json().at("/usage/is_byok").asBoolean(true)).isFalse();
        assertThat(used().subtract(before)).isEqualByComparingTo(cost);
        var data = GATEWAY.getWithKey("/api/v1/generation?id=" + answer.header("X-Generation-Id")).json()
                .path("data");
        assertThat(data.path("api_type").asString()).isEqualTo("embeddings");
        assertThat(data.path("model").asString()).isEqualTo(OWN);
        assertThat(data.path("total_cost").decimalValue()).isEqualByComparingTo(cost);
        assertThat(data.path("native_tokens_prompt").asInt()).isEqualTo(15);
        assertThat(data.path("native_tokens_completion").asInt()).isZero();
        assertThat(data.path("streamed").asBoolean(true)).isFalse();
    }

    @Test
    void ratesByTheCatalogsPriceWhereTheModelIsKnown() {
        var answer = ask(SMALL, "\"input\":\"one\"");
        assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.0000001");
    }

    static Stream<Arguments> faults() {
        return Stream.of(Arguments.of("429", Script.error(429, "slow down")), Arguments.of("500", Script.html(500)),
                Arguments.of("HTML", Script.html(200)),
                Arguments.of("no vectors", Script.json(200, "{\"object\":\"list\",\"data\":[]}")),
                Arguments.of("an error in a 200", Script.json(200, "{\"error\":{\"message\":\"down\",\"code\":502}}")),
                Arguments.of("half of an answer", (Script) (_, to) -> {
                    to.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
                            + "{\"object\":\"list\",\"data\":[{\"embedding\":[1,2");
                    to.reset();
                }), Arguments.of("half of the JSON", Script.json(200, "{\"data\":[{\"embedding\":[1,2")),
                Arguments.of("silence", (Script) (_, to) -> to.close()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void failsOverInSilence(String name, Script fault) {
        FIRST.hangUp().otherwise(fault);
        var answer = ask(OWN, "\"input\":\"one\"");
        assertThat(answer.status()).as("%s %s", name, answer.text()).isEqualTo(200);
        assertThat(answer.json().path("provider").asString()).isEqualTo("second");
        assertThat(answer.json().path("data")).hasSize(1);
        assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo("0.000001");
        assertThat(SECOND.request().json().path("model").asString()).isEqualTo("up-second");
    }

    @Test
    void tellsWhatTheLastUpstreamSaid() {
        FIRST.otherwise(Script.error(400, "This model does not support specifying dimensions."));
        var answer = ask(SMALL, "\"input\":\"one\",\"dimensions\":7");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorMessage()).isEqualTo("This model does not support specifying dimensions.");
    }

    @Test
    void refusesWhatCannotBePaid() {
        var manager = Manager.of(GATEWAY, "default");
        var key = manager.post("/keys", "{\"name\":\"poor\",\"limit\":0.00001}").json().path("key").asString();
        var long_ = "\"input\":\"" + "x".repeat(200) + "\"";
        var refused = manager.as(key, "POST", "/embeddings", body(OWN, "\"input\":[\"" + "x".repeat(90) + "\",\""
                + "x".repeat(90) + "\"]"));
        assertThat(refused.status()).as(refused.text()).isEqualTo(402);
        assertThat(refused.errorMessage()).startsWith("This request requires more than is left of the key's limit, or "
                + "less input. The prompt alone may cost up to ");
        assertThat(FIRST.requests()).isEmpty();
        assertThat(manager.as(key, "POST", "/embeddings", body(OWN, "\"input\":\"one\"")).status()).isEqualTo(200);
        // One input has no more tokens than the context, whatever its bytes.
        assertThat(manager.as(key, "POST", "/embeddings", body(OWN, long_)).status()).isEqualTo(402);
        assertThat(ask(OWN, long_, "X-Max-Cost", "0.00002").status()).isEqualTo(200);
        assertThat(ask(OWN, long_, "X-Max-Cost", "0.000009").errorMessage())
                .contains("X-Max-Cost of $0.000009").contains("or send less input.").doesNotContain("max_tokens");
    }

    @Test
    void refusesModelsThatMakeNoVectors() {
        var answer = ask("acme/chat", "\"input\":\"one\"");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorMessage()).startsWith("Invalid model for embeddings: acme/chat");
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(400);
        assertThat(answer.json().at("/error/availability/code").asString()).isEqualTo("wrong_endpoint");
        var chat = GATEWAY.chat(OWN, "Hi");
        assertThat(chat.status()).isEqualTo(400);
        assertThat(chat.errorMessage()).isEqualTo("acme/vectors makes embeddings and writes no text; ask it at POST "
                + "/api/v1/embeddings");
        assertThat(GATEWAY.post("/api/v1/messages", TestGateway.question(SMALL, "Hi", false)).status()).isEqualTo(400);
        assertThat(FIRST.requests()).isEmpty();
    }

    @Test
    void refusesWhatIsWrong() {
        assertThat(ask(OWN, "\"input\":[\"a\",7]").errorMessage())
                .isEqualTo("input[1]: must be of the same kind as the elements before, not a number");
        assertThat(ask(OWN, "\"input\":[]").status()).isEqualTo(400);
        assertThat(ask("acme/nothing", "\"input\":\"a\"").errorMessage())
                .startsWith("acme/nothing is not a valid model");
        assertThat(GATEWAY.post(PATH, "{\"input\":\"a\"}").errorMessage()).startsWith("model: no model was named");
        assertThat(GATEWAY.get(PATH).status()).isEqualTo(405);
        var picture = ask(SMALL,
                "\"input\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://x\"}}]}]");
        assertThat(picture.status()).isEqualTo(404);
        assertThat(picture.json().at("/error/availability/constraint/field").asString()).isEqualTo("input");
        assertThat(FIRST.requests()).isEmpty();
    }

    @Test
    void answersNamedCallsAgainForNothing() {
        var first = ask(OWN, "\"input\":\"named\"", "Idempotency-Key", "vectors");
        var paid = used();
        var second = ask(OWN, "\"input\":\"named\"", "Idempotency-Key", "vectors");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(used()).isEqualByComparingTo(paid);
        assertThat(FIRST.requests()).hasSize(1);
    }

    @Test
    void takesAnswersOfManyMegabytes() {
        var answer = EmbeddingsWire.answer(2048, 1024);
        FIRST.otherwise(Script.json(200, answer));
        var inputs = "\"a\",".repeat(2047) + "\"a\"";
        var got = ask(OWN, "\"input\":[" + inputs + "]").text();
        assertThat(answer.length()).isGreaterThan(28_000_000);
        int from = answer.indexOf("\"data\":");
        int to = answer.indexOf(",\"model\"");
        assertThat(got.contains(answer.substring(from, to))).isTrue();
        assertThat(got).endsWith("}}}").contains("\"prompt_tokens\":10240");
    }

    @Test
    void asksTheModelOfAnExtension() throws IOException {
        try (var gateway = TestGateway.with().environment("INTERLINE_EXTENSIONS", "extensions").forClass()) {
            Lengths.packInto(gateway.folder().resolve("extensions/lengths"));
            gateway.start();
            assertThat(gateway.get("/api/v1/embeddings/models").text()).contains("\"acme/lengths\"");
            for (var model : List.of("acme/lengths", SMALL)) {
                var answer = gateway.post(PATH, body(model, "\"input\":[\"four\",\"seven77\"]"));
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(answer.json().path("provider").asString()).isEqualTo("Local Embeddings");
                assertThat(answer.json().at("/data/1/embedding/0").asInt()).isEqualTo(7);
                assertThat(answer.json().at("/usage/prompt_tokens").asInt()).isEqualTo(2);
            }
            assertThat(gateway.post(PATH, body("acme/lengths", "\"input\":\"a\",\"dimensions\":3")).errorMessage())
                    .isEqualTo("dimensions: 3 is not possible; acme/lengths makes vectors of 2 dimensions, so leave it "
                            + "out or send 2");
            assertThat(gateway.chat("acme/lengths", "Hi").errorMessage()).contains("POST /api/v1/embeddings");
            assertThat(gateway.chat("openai/gpt-4o", "Hi").status()).isEqualTo(200);
        }
    }

    @Test
    void makesVectorsUpWhereNothingIsConfigured() {
        try (var gateway = TestGateway.with().start()) {
            var request = body(SMALL, "\"input\":[\"Hello\",\"World\",\"Hello\"]");
            var answer = gateway.post(PATH, request);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            var json = answer.json();
            assertThat(json.path("provider").asString()).isEqualTo("Simulator");
            assertThat(json.path("model").asString()).isEqualTo(SMALL);
            assertThat(json.at("/data/0/embedding")).hasSize(1536).isEqualTo(json.at("/data/2/embedding"));
            assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
            assertThat(json.at("/usage/cost").decimalValue()).isEqualByComparingTo("0.00000006");
            assertThat(gateway.post(PATH, body(SMALL, "\"input\":\"a\",\"dimensions\":8")).json()
                    .at("/data/0/embedding")).hasSize(8);
            assertThat(
                    gateway.post(PATH, body(SMALL, "\"input\":\"a\",\"dimensions\":2,\"encoding_format\":\"base64\""))
                            .json().at("/data/0/embedding").asString())
                    .hasSize(12);
            assertThat(gateway.post(PATH, body(SMALL, "\"input\":[[83, 1609],[3]]")).json().path("data")).hasSize(2);
            assertThat(gateway.post(PATH, body(SMALL, "\"input\":\"[[simulate: status=503]]\"")).status())
                    .isEqualTo(503);
            var refused = gateway.post(PATH, body("openai/gpt-4o", "\"input\":\"a\""));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.errorMessage()).startsWith("Invalid model for embeddings");
        }
    }
}
