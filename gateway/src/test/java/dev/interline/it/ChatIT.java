package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.ServerEvent;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Chat completions, as JSON and as a stream, over an upstream that speaks the same wire. */
class ChatIT {
    private static final String PATH = "/api/v1/chat/completions";
    private static final String MODEL = "acme/one";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello", " there");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme-cloud", UPSTREAM, MODEL)
            .config("timeouts: {keep-alive-comment: 200ms}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("Hello", " there"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    @Test
    void answersAsJson() {
        var answer = GATEWAY.chat(MODEL, "Hi");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var json = answer.json();
        assertThat(json.path("id").asString()).matches("gen-[0-9]{10}-[0-9A-Za-z]{20}")
                .isEqualTo(answer.header("X-Generation-Id"));
        assertThat(json.path("object").asString()).isEqualTo("chat.completion");
        assertThat(json.path("model").asString()).isEqualTo(MODEL);
        assertThat(json.path("provider").asString()).isEqualTo("acme-cloud");
        assertThat(json.path("system_fingerprint").asString()).isEqualTo("fp_1");
        assertThat(answer.content()).isEqualTo("Hello there");
        assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(json.at("/choices/0/native_finish_reason").asString()).isEqualTo("stop");
        assertCost(json.path("usage"));
    }

    @Test
    void asksTheUpstreamInItsOwnWords() {
        GATEWAY.post(PATH, """
                {"model":"acme/one","max_tokens":17,"temperature":0.25,"some_new_field":{"deep":[1,2.50,null]},\
                "messages":[{"role":"user","content":"Hi","new_part":1e3}],"provider":{"order":["acme-cloud"]}}""");

        var request = UPSTREAM.request();
        assertThat(request.headers().path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers().value("Authorization")).contains("Bearer upstream-secret-acme-cloud");
        var body = request.json();
        assertThat(body.path("model").asString()).isEqualTo("up-acme-one");
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(request.text()).contains("{\"deep\":[1,2.50,null]}").contains("\"new_part\":1e3");
        assertThat(body.has("provider")).isFalse();
        assertThat(request.text()).doesNotContain(TestGateway.KEY);
    }

    @Test
    void streams() {
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers().value("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(stream.content()).isEqualTo("Hello there");
            assertThat(stream.events().getLast().isDone()).isTrue();

            var chunks = stream.chunks();
            var id = stream.headers().value("X-Generation-Id").orElse("");
            assertThat(id).matches("gen-[0-9]{10}-[0-9A-Za-z]{20}");
            assertThat(chunks).allSatisfy(chunk -> {
                assertThat(chunk.path("id").asString()).isEqualTo(id);
                assertThat(chunk.path("object").asString()).isEqualTo("chat.completion.chunk");
                assertThat(chunk.path("model").asString()).isEqualTo(MODEL);
                assertThat(chunk.path("provider").asString()).isEqualTo("acme-cloud");
                assertThat(chunk.path("choices").size()).as("choices of %s", chunk).isOne();
            });
            var finishes = chunks.stream().filter(chunk -> chunk.at("/choices/0/finish_reason").isString()).toList();
            assertThat(finishes).first()
                    .satisfies(chunk -> assertThat(chunk.at("/choices/0/native_finish_reason").asString())
                            .isEqualTo("stop"));
            assertCost(chunks.getLast().path("usage"));
            assertThat(chunks.getLast().at("/choices/0/delta/content").asString("")).isEmpty();
            assertThat(chunks.stream().filter(chunk -> chunk.path("usage").isObject())).hasSize(1);
            assertThat(UPSTREAM.request().json().at("/stream_options/include_usage").asBoolean()).isTrue();
        }
    }

    /** 11 prompt tokens at $1 and 7 completion tokens at $2 for a million. */
    private static void assertCost(JsonNode usage) {
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(11);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(7);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(18);
        assertThat(usage.path("cost").asDouble()).isCloseTo(0.000025, within(1e-12));
        assertThat(usage.path("is_byok").asBoolean(true)).isFalse();
        assertThat(usage.at("/cost_details/upstream_inference_prompt_cost").asDouble()).isCloseTo(0.000011,
                within(1e-12));
        assertThat(usage.at("/cost_details/upstream_inference_completions_cost").asDouble()).isCloseTo(0.000014,
                within(1e-12));
        assertThat(usage.path("prompt_tokens_details").isObject()).isTrue();
        assertThat(usage.path("completion_tokens_details").isObject()).isTrue();
    }

    @Test
    void tellsUsageAlsoWhenTheUpstreamDoesNot() {
        UPSTREAM.next(Script.begin(List.of(ChatWire.text("one two three four"), ChatWire.finish("stop"),
                ChatWire.DONE)).then((_, to) -> to.lastChunk()));
        try (var stream = GATEWAY.streamChat(MODEL, "Count to four, please.").all()) {
            var usage = stream.chunks().getLast().path("usage");
            assertThat(usage.path("prompt_tokens").asInt()).isPositive();
            assertThat(usage.path("completion_tokens").asInt()).isPositive();
            assertThat(usage.path("cost").asDouble()).isPositive();
        }
    }

    @Test
    void keepsAStreamingClientInformedWhileItWaits() throws Exception {
        var go = new CountDownLatch(1);
        UPSTREAM.next((_, to) -> {
            to.eventStream();
            go.await();
            for (var event : ChatWire.events("late")) {
                to.chunk(event);
            }
            to.lastChunk();
        });
        try (var stream = GATEWAY.streamChat(MODEL, "Hi")) {
            stream.until("OPENROUTER PROCESSING");
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.events()).allSatisfy(event -> assertThat(event.isComment()).isTrue());
            go.countDown();
            stream.all();
            assertThat(stream.content()).isEqualTo("late");
            assertThat(stream.events().getLast().isDone()).isTrue();
        }
    }

    @Test
    void writesAtOnceAndTogetherWhatOneReadBrought() throws Exception {
        var turns = new ArrayList<CountDownLatch>();
        for (int i = 0; i < 20; i++) {
            turns.add(new CountDownLatch(1));
        }
        UPSTREAM.next((_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            for (int i = 0; i < turns.size(); i++) {
                turns.get(i).await();
                var events = new StringBuilder();
                for (int j = 0; j <= i; j++) {
                    events.append(ChatWire.text(i + "." + j + " "));
                }
                to.chunk(events.toString());
            }
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(11, 7) + ChatWire.DONE).lastChunk();
        });
        try (var stream = GATEWAY.streamChat(MODEL, "Hi")) {
            for (int i = 0; i < turns.size(); i++) {
                turns.get(i).countDown();
                stream.until(i + "." + i + " ");
                var turn = "\"" + i + ".";
                assertThat(stream.writes().getLast().events().stream().map(ServerEvent::data))
                        .as("what was written together in turn %d", i).filteredOn(data -> data.contains(turn))
                        .hasSize(i + 1);
            }
            stream.all();
        }
    }

    @Test
    void neverSplitsAnEventThatCameInPieces() throws Exception {
        var whole = String.join("", ChatWire.events("Grüße", " aus", " Köln 🚀")).getBytes("UTF-8");
        UPSTREAM.next((_, to) -> {
            to.eventStream();
            for (byte b : whole) {
                to.chunk(new byte[]{b});
            }
            to.lastChunk();
        });
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.content()).isEqualTo("Grüße aus Köln 🚀");
        }
    }

    @Test
    void passesUnknownFieldsThroughAtEveryDepth() {
        UPSTREAM.next(Script.json(200, """
                {"id":"x","object":"chat.completion","created":1,"model":"m","x_top":{"a":[1.50]},"choices":[\
                {"index":0,"x_choice":true,"message":{"role":"assistant","content":"Hi","x_message":1e2},\
                "finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2,\
                "x_usage":{"b":null}}}"""));
        var answer = GATEWAY.chat(MODEL, "Hi").text();
        assertThat(answer).contains("\"x_top\":{\"a\":[1.50]}").contains("\"x_choice\":true")
                .contains("\"x_message\":1e2").contains("\"x_usage\":{\"b\":null}");

        UPSTREAM.next(Script.begin(List.of(ChatWire.delta("{\"content\":\"Hi\",\"x_delta\":[{\"deep\":1.0}]}"),
                ChatWire.finish("stop"), ChatWire.usageEvent(1, 1), ChatWire.DONE))
                .then((_, to) -> to.lastChunk()));
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.events().getFirst().data()).contains("\"x_delta\":[{\"deep\":1.0}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "content_filter", "tool_calls"})
    void tellsWhyTheAnswerEnds(String reason) {
        UPSTREAM.next(Script.begin(List.of(ChatWire.text("Hi"), ChatWire.finish(reason), ChatWire.usageEvent(1, 1),
                ChatWire.DONE)).then((_, to) -> to.lastChunk()));
        try (var stream = GATEWAY.streamChat(MODEL, "Hi").all()) {
            assertThat(stream.chunks().stream().map(chunk -> chunk.at("/choices/0/finish_reason").asString("")))
                    .contains(reason);
        }
    }

    @Test
    void normalisesFinishReasonsOfItsUpstreams() {
        UPSTREAM.next(Script.json(200, ChatWire.completion("Hi").replace("\"finish_reason\":\"stop\"",
                "\"finish_reason\":\"eos_token\"")));
        var choice = GATEWAY.chat(MODEL, "Hi").json().at("/choices/0");
        assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(choice.path("native_finish_reason").asString()).isEqualTo("eos_token");
    }

    @Test
    void takesAPromptInsteadOfMessages() {
        var answer = GATEWAY.post(PATH, "{\"model\":\"acme/one\",\"prompt\":\"Say hello\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/choices/0/text").asString()).isEqualTo("Hello there");
        assertThat(UPSTREAM.request().json().at("/messages/0/content").asString()).isEqualTo("Say hello");

        try (var stream = GATEWAY.stream(PATH, "{\"model\":\"acme/one\",\"prompt\":\"Hello\",\"stream\":true}").all()) {
            var text = new StringBuilder();
            stream.chunks().forEach(chunk -> text.append(chunk.at("/choices/0/text").asString("")));
            assertThat(text).hasToString("Hello there");
        }
    }

    @Test
    void answersAtTheShortBasePathToo() {
        var answer = GATEWAY.post("/v1/chat/completions", TestGateway.question(MODEL, "Hi", false));
        assertThat(answer.content()).isEqualTo("Hello there");
        assertThat(GATEWAY.get("/v1/models").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "acme/one"})
    void takesABareNameThatIsUnique(String name) {
        assertThat(GATEWAY.chat(name, "Hi").json().path("model").asString()).isEqualTo(MODEL);
    }

    @Test
    void triesTheModelsOfTheListInTurn() {
        UPSTREAM.next(Script.error(503, "no"));
        var answer = GATEWAY.post(PATH, """
                {"models":["openai/gpt-4o","acme/one"],"messages":[{"role":"user","content":"Hi"}]}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);

        var served = GATEWAY.post(PATH, """
                {"models":["openai/gpt-4o","acme/one"],"messages":[{"role":"user","content":"Hi"}]}""");
        assertThat(served.json().path("model").asString()).as(served.text()).isEqualTo(MODEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"model\":\"acme/one\"}",
            "{\"model\":\"acme/one\",\"messages\":[]}",
            "{\"model\":\"acme/one\",\"messages\":\"Hi\"}",
            "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"alien\",\"content\":\"Hi\"}]}",
            "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"temperature\":3}",
            "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"top_p\":-0.1}",
            "{\"model\":\"acme/one\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"max_tokens\":\"many\"}",
            "{\"model\":7,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
            "{\"models\":[\"a/b\",\"c/d\",\"e/f\",\"g/h\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"})
    void refusesWhatOpenRouterRefuses(String body) {
        var answer = GATEWAY.post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        var error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(400);
        assertThat(error.path("message").asString()).isNotEmpty();
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.at("/metadata/error_type").asString()).isNotEmpty();
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    @Test
    void showsNeitherSecretsNorPromptsInItsLog() {
        GATEWAY.chat(MODEL, "my-private-prompt");
        UPSTREAM.next(Script.error(500, "my-upstream-failure"));
        GATEWAY.chat(MODEL, "my-private-prompt");
        var log = GATEWAY.log() + GATEWAY.errors();
        assertThat(log).doesNotContain("my-private-prompt", "upstream-secret-acme-cloud", "Hello there");
        assertThat(log).contains(PATH);
        assertThat(Json.text(UPSTREAM.requests().getFirst().text())).contains("my-private-prompt");
    }
}
