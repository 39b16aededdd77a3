package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EmbeddingsWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.ResponsesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How a request was routed, told along with its answer; and how it would be, told instead of it. */
class ExplainIT {
    private static final String[] WANTED = {"X-OpenRouter-Metadata", "enabled"};
    private static final String EXPLAIN = "/api/v1/route/explain";
    private static final String MODEL = "acme/one";
    private static final String CLAUDE = "acme/claude";
    private static final String NATIVE = "acme/native";
    private static final String VECTORS = "acme/vectors";
    private static final FakeUpstream FIRST = FakeUpstream.saying("first");
    private static final FakeUpstream SECOND = FakeUpstream.saying("second");
    private static final FakeUpstream NATIVES = FakeUpstream.saying("unused");
    private static final FakeUpstream CLAUDES = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            routing: {order: cheapest, retry-pause: 0s}
            providers:
              first:
                base-url: %s/v1
                models: [{id: acme/one, pricing: {prompt: "0.000001", completion: "0.000002"}}]
              second:
                base-url: %s/v1
                zdr: true
                models:
                  - {id: acme/one, pricing: {prompt: "0.000003", completion: "0.000004"}}
                  - {id: openai/gpt-5.3-codex, pricing: {prompt: "0.000002", completion: "0.000002"}}
                  - {id: acme/vectors, output-modalities: [embeddings], pricing: {prompt: "0", completion: "0"}}
              native:
                dialect: responses
                base-url: %s/v1
                models: [{id: acme/native, pricing: {prompt: "0", completion: "0"}}]
              claude:
                dialect: anthropic
                base-url: %s/v1
                models: [{id: acme/claude, pricing: {prompt: "0", completion: "0"}}]
            """.formatted(FIRST.uri(), SECOND.uri(), NATIVES.uri(), CLAUDES.uri())).forClass();

    @BeforeEach
    void forget() {
        FIRST.forget().otherwise(Script.chat("first"));
        SECOND.forget().otherwise(Script.chat("second"));
        NATIVES.forget().otherwise(ResponsesWire.saying("native"));
        CLAUDES.forget().otherwise(Script.messages("claude"));
    }

    @AfterAll
    static void closeUpstreams() {
        List.of(FIRST, SECOND, NATIVES, CLAUDES).forEach(FakeUpstream::close);
    }

    private static String asked(String path, String model, boolean stream) {
        String end = "\"model\":\"%s\",\"stream\":%b}".formatted(model, stream);
        return switch (path) {
            case "responses" -> "{\"input\":\"Hi\"," + end;
            case "completions" -> "{\"prompt\":\"Hi\"," + end;
            case "embeddings" -> "{\"input\":\"Hi\",\"model\":\"" + model + "\"}";
            default -> "{\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + end;
        };
    }

    private static JsonNode metadata(Answer answer) {
        JsonNode told = answer.json().path("openrouter_metadata");
        assertThat(told.isObject()).as(answer.text()).isTrue();
        return told;
    }

    @ParameterizedTest
    @CsvSource({"chat/completions," + MODEL, "chat/completions," + CLAUDE, "completions," + MODEL,
            "messages," + MODEL, "messages," + CLAUDE, "responses," + MODEL, "responses," + NATIVE,
            "responses," + CLAUDE})
    void tellsAlongWithAnswersOnEveryWire(String path, String model) {
        var answer = GATEWAY.post("/api/v1/" + path, asked(path, model, false), WANTED);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertServed(metadata(answer), model);
        try (var events = GATEWAY.stream("/api/v1/" + path, asked(path, model, true), WANTED).all()) {
            var told = events.events().stream().filter(event -> !event.isComment() && !event.isDone())
                    .filter(event -> event.data().contains("openrouter_metadata")).toList();
            assertThat(told).as(events.events().toString()).hasSize(1);
            var last = told.getFirst();
            var at = last.json();
            switch (path) {
                case "messages" -> assertThat(last.name()).isEqualTo("message_stop");
                case "responses" -> {
                    assertThat(last.name()).isEqualTo("response.completed");
                    at = at.path("response");
                }
                default -> assertThat(at.has("usage")).isTrue();
            }
            assertServed(at.path("openrouter_metadata"), model);
        }
    }

    private static void assertServed(JsonNode told, String model) {
        assertThat(told.path("requested").asString()).isEqualTo(model);
        assertThat(told.path("strategy").asString()).isEqualTo("direct");
        assertThat(told.path("region").isNull()).isTrue();
        assertThat(told.path("attempt").asInt()).isEqualTo(1);
        assertThat(told.path("is_byok").asBoolean()).isFalse();
        assertThat(told.at("/endpoints/available/0/selected").asBoolean()).isTrue();
        assertThat(told.at("/endpoints/available/0/model").asString()).isEqualTo(model);
        assertThat(told.at("/attempts/0/status").asInt()).isEqualTo(200);
        assertThat(told.at("/attempts/0").has("error")).isFalse();
        assertThat(told.at("/timings/total_ms").asDouble()).isPositive();
        assertThat(told.at("/timings/first_content_ms").asDouble()).isPositive();
        assertThat(told.has("generation_time")).isTrue();
    }

    @Test
    void tellsAlongWithVectors() {
        SECOND.otherwise(EmbeddingsWire.script(3));
        var answer = GATEWAY.post("/api/v1/embeddings", asked("embeddings", VECTORS, false), WANTED);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertServed(metadata(answer), VECTORS);
    }

    @Test
    void tellsNothingUnlessAsked() {
        for (var header : new String[][]{{}, {"X-OpenRouter-Metadata", "disabled"}, {"X-OpenRouter-Metadata", "yes"}}) {
            assertThat(GATEWAY.post("/api/v1/chat/completions", asked("chat", MODEL, false), header).text())
                    .doesNotContain("openrouter_metadata");
            assertThat(GATEWAY.post("/api/v1/chat/completions", asked("chat", "acme/none", false), header).text())
                    .doesNotContain("openrouter_metadata");
        }
        metadata(GATEWAY.post("/api/v1/chat/completions", asked("chat", MODEL, false),
                "X-OpenRouter-Experimental-Metadata", "Enabled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat/completions", "completions", "messages", "responses"})
    void tellsAlongWithFailures(String path) {
        FIRST.otherwise(Script.error(503, "busy"));
        SECOND.otherwise(Script.error(502, "oops"));
        var failed = GATEWAY.post("/api/v1/" + path, asked(path, MODEL, false), WANTED);
        assertThat(failed.status()).as(failed.text()).isEqualTo(503);
        var told = metadata(failed);
        assertThat(told.path("attempt").asInt()).isEqualTo(2);
        assertThat(told.findValues("selected").toString()).doesNotContain("true");
        assertThat(told.at("/attempts/0/status").asInt()).isEqualTo(503);
        assertThat(told.at("/attempts/0/error").asString()).isNotEmpty();
        assertThat(told.at("/attempts/1/provider").asString()).isEqualTo("second");
        assertThat(told.path("summary").asString()).isEqualTo("available=2, selected=none, attempts=2");
        FIRST.forget();
        SECOND.forget();
        var refused = GATEWAY.post("/api/v1/" + path, asked(path, MODEL, false).replaceFirst("\\{",
                "{\"provider\":{\"only\":[\"nobody\"]},"), WANTED);
        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        var excluded = metadata(refused).at("/endpoints/excluded/0");
        assertThat(excluded.path("by").asString()).isEqualTo("allowed_providers");
        assertThat(excluded.path("field").asString()).isEqualTo("provider.only");
        assertThat(metadata(refused).path("attempt").asInt()).isZero();
        assertThat(FIRST.requests()).isEmpty();
    }

    @Test
    void tellsWhatWasTriedAndWhatWasLeftOut() {
        FIRST.otherwise(Script.error(500, "oops"));
        var told = metadata(GATEWAY.post("/api/v1/chat/completions", asked("chat", MODEL, false), WANTED));
        assertThat(told.path("attempt").asInt()).isEqualTo(2);
        assertThat(told.at("/attempts/0/provider").asString()).isEqualTo("first");
        assertThat(told.at("/attempts/0/status").asInt()).isEqualTo(500);
        assertThat(told.at("/endpoints/available/0/selected").asBoolean()).isFalse();
        assertThat(told.at("/endpoints/available/1/selected").asBoolean()).isTrue();
        assertThat(told.at("/endpoints/available/1/endpoint").asString()).isEqualTo("second");
        assertThat(told.at("/endpoints/available/1/reason").asString()).isEqualTo("price");
        assertThat(told.at("/endpoints/available/1/price/prompt").asString()).isEqualTo("0.000003");
        assertThat(told.path("summary").asString()).isEqualTo("available=2, selected=second, attempts=2");

        var strict = metadata(GATEWAY.post("/api/v1/chat/completions", asked("chat", MODEL, false).replaceFirst("\\{",
                "{\"provider\":{\"zdr\":true},"), WANTED));
        assertThat(strict.at("/endpoints/total").asInt()).isEqualTo(2);
        assertThat(strict.at("/endpoints/excluded/0/endpoint").asString()).isEqualTo("first");
        assertThat(strict.at("/endpoints/excluded/0/by").asString()).isEqualTo("data_policy:zdr");
        assertThat(strict.at("/endpoints/available/0/reason").asString()).isEqualTo("only");
    }

    @Test
    void tellsWhatARouterPicked() {
        var told = metadata(GATEWAY.post("/api/v1/chat/completions", """
                {"model":"openrouter/auto","messages":[{"role":"user",
                "content":"Write a Python function that parses a CSV file"}]}""", WANTED));
        assertThat(told.path("strategy").asString()).isEqualTo("auto");
        assertThat(told.path("requested").asString()).isEqualTo("openrouter/auto");
        assertThat(told.at("/router/model").asString()).isEqualTo("openai/gpt-5.3-codex");
        assertThat(told.at("/router/task").asString()).isNotEmpty();
        assertThat(told.at("/endpoints/excluded").toString()).contains("not_configured");
    }

    @Test
    void tellsOfRecordsWhatWasTried() {
        FIRST.otherwise(Script.error(500, "oops"));
        SECOND.otherwise(Script.error(502, "oops"));
        var failed = GATEWAY.post("/api/v1/chat/completions", asked("chat", MODEL, false));
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + failed.header("X-Generation-Id")).json();
        assertThat(record.at("/data/provider_responses").valueStream().map(one -> one.path("status").asInt()))
                .containsExactly(500, 502);
        var router = GATEWAY.post("/api/v1/chat/completions", asked("chat", "openrouter/auto", false));
        assertThat(GATEWAY.getWithKey("/api/v1/generation?id=" + router.header("X-Generation-Id")).json()
                .at("/data/router").asString()).isEqualTo("openrouter/auto");
    }

    @ParameterizedTest
    @CsvSource({"chat," + MODEL, "completions," + MODEL, "messages," + MODEL, "responses," + NATIVE,
            "embeddings," + VECTORS})
    void explainsWithoutAsking(String api, String model) {
        var before = used();
        var answer = GATEWAY.post(EXPLAIN + "?api=" + api, asked(api, model, true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var told = answer.json().path("data");
        assertThat(told.path("attempt").asInt()).isZero();
        assertThat(told.path("attempts").isEmpty()).isTrue();
        assertThat(told.at("/endpoints/available/0/selected").asBoolean()).isTrue();
        assertThat(told.at("/endpoints/available/0/model").asString()).isEqualTo(model);
        assertThat(told.at("/price/prompt_tokens").asInt()).isPositive();
        assertThat(told.at("/price/candidates").size()).isEqualTo(told.at("/endpoints/available").size());
        assertThat(told.at("/price/candidates/0/max_prompt_tokens").asInt())
                .isGreaterThanOrEqualTo(told.at("/price/prompt_tokens").asInt());
        assertThat(answer.header("X-Generation-Id")).isEmpty();
        for (var upstream : List.of(FIRST, SECOND, NATIVES, CLAUDES)) {
            assertThat(upstream.requests()).isEmpty();
        }
        assertThat(used()).isEqualByComparingTo(before);
    }

    private static BigDecimal used() {
        return GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").decimalValue();
    }

    @Test
    void tellsWhatItCouldCost() {
        var told = GATEWAY.post(EXPLAIN, asked("chat", MODEL, false)).json().at("/data/price/candidates");
        assertThat(told.at("/0/max_completion_tokens").asInt()).isEqualTo(100);
        long prompt = told.at("/0/max_prompt_tokens").asLong();
        assertThat(told.at("/0/most_usd").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(prompt + 200, 6));
        assertThat(told.at("/1/most_usd").decimalValue())
                .isEqualByComparingTo(BigDecimal.valueOf(3 * prompt + 400, 6));
        var bounded = GATEWAY.post(EXPLAIN, asked("chat", MODEL, false), "X-Max-Cost", "0.0005");
        assertThat(bounded.json().at("/data/price/candidates/0").has("refused")).isFalse();
        assertThat(bounded.json().at("/data/price/candidates/1/refused").asString()).contains("X-Max-Cost");
    }

    @Test
    void refusesWhatWouldBeRefused() {
        var dear = GATEWAY.post(EXPLAIN + "?api=messages", asked("messages", MODEL, false), "X-Max-Cost", "0.0001");
        assertThat(dear.status()).as(dear.text()).isEqualTo(402);
        assertThat(dear.json().path("type").asString()).isEqualTo("error");
        assertThat(metadata(dear).at("/endpoints/total").asInt()).isEqualTo(2);
        var body = asked("chat", MODEL, false).replaceFirst("\\{", "{\"provider\":{\"only\":[\"nobody\"]},");
        var nobody = GATEWAY.post(EXPLAIN, body);
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.json().path("error"))
                .isEqualTo(GATEWAY.post("/api/v1/chat/completions", body).json().path("error"));
        assertThat(metadata(nobody).at("/endpoints/excluded/0/by").asString()).isEqualTo("allowed_providers");
        assertThat(GATEWAY.post(EXPLAIN, "no json").status()).isEqualTo(400);
        assertThat(GATEWAY.post(EXPLAIN + "?api=images", asked("chat", MODEL, false)).errorMessage())
                .isEqualTo("api: \"images\" is none of chat, completions, embeddings, messages, responses");
        try (var stranger = GATEWAY.connect()) {
            assertThat(stranger.request("POST", EXPLAIN, Json.bytes("{}")).answer().status()).isEqualTo(401);
        }
        assertThat(FIRST.requests()).isEmpty();
    }

    @Test
    void tellsABrokenStreamHowItWasRouted() {
        FIRST.otherwise(Script.begin(List.of(MessagesWire.event("x", "{}")))
                .then((_, to) -> to.lastChunk()));
        SECOND.otherwise(Script.begin(List.of(ChatWire.role(),
                ChatWire.text("Once"))).then((_, to) -> to.reset()));
        try (var events = GATEWAY.stream("/api/v1/chat/completions", asked("chat", MODEL, true), WANTED).all()) {
            var last = events.chunks().getLast();
            assertThat(last.has("error")).isTrue();
            assertThat(last.at("/openrouter_metadata/attempt").asInt()).isEqualTo(2);
        }
    }
}
