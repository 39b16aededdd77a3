package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.ResponsesRules;
import dev.interline.it.harness.ResponsesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Upstreams that speak OpenAI's Responses, for clients of every wire. */
class NativeResponsesIT {
    private static final String PATH = "/api/v1/responses";
    private static final String MODEL = "acme/native";
    private static final String TWO = "acme/two";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("unused");
    private static final FakeUpstream CHAT = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().responses("native", UPSTREAM, MODEL, TWO)
            .openai("chat-cloud", CHAT, TWO).config("responses: {store: {enabled: true}}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(ResponsesWire.saying("Hello", " there"));
        CHAT.forget().otherwise(Script.chat("Hello", " from chat"));
    }

    @AfterAll
    static void closeUpstreams() {
        UPSTREAM.close();
        CHAT.close();
    }

    private static String question(String model, boolean stream, String more) {
        return "{\"model\":\"%s\",\"input\":\"Hi\",\"stream\":%b%s}".formatted(model, stream, more);
    }

    private static JsonNode ask(String body, boolean stream) {
        if (!stream) {
            var answer = GATEWAY.post(PATH, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        }
        try (var events = GATEWAY.stream(PATH, body).all()) {
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.events().getLast().isDone()).isTrue();
            assertThat(ResponsesRules.ofStream(events.chunks())).isEmpty();
            return events.chunks().getLast().path("response");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areSpliced(boolean stream) {
        var response = ask(question(MODEL, stream, ",\"prompt_cache_key\":\"k\",\"new_member\":{\"a\":1}"), stream);
        assertThat(ResponsesRules.ofResponse(response)).isEmpty();
        assertThat(response.path("model").asString()).isEqualTo(MODEL);
        assertThat(response.path("id").asString()).startsWith("resp_").isNotEqualTo("resp_up1");
        assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello there");
        assertThat(response.at("/output/0/id").asString()).isEqualTo("msg_up1");
        assertThat(response.path("unknown_member")).isEqualTo(Json.tree("{\"a\":[1]}"));
        assertThat(response.at("/usage/input_tokens_details/cached_tokens").asInt()).isEqualTo(3);
        assertThat(response.at("/usage/output_tokens_details/reasoning_tokens").asInt()).isEqualTo(2);
        assertThat(response.at("/usage/cost").asDouble()).isPositive();
        assertThat(response.path("store").asBoolean(false)).isTrue();
        var asked = UPSTREAM.request();
        assertThat(new String(asked.head(), StandardCharsets.UTF_8)).startsWith("POST /v1/responses ");
        assertThat(asked.json().path("model").asString()).isEqualTo("up-acme-native");
        assertThat(asked.json().path("store").asBoolean(true)).isFalse();
        assertThat(asked.json().path("prompt_cache_key").asString()).isEqualTo("k");
        assertThat(asked.json().at("/new_member/a").asInt()).isEqualTo(1);
        assertThat(GATEWAY.getWithKey(PATH + "/" + response.path("id").asString()).json()).isEqualTo(response);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areGoneOnFromWithTheirReasoning(boolean stream) {
        UPSTREAM.next(ResponsesWire.begun().thought("hm", "c2VjcmV0").call("look", "{\"at\":\"home\"}").end("completed")
                .script());
        var first = ask(question(MODEL, stream, ""), stream);
        ask("{\"model\":\"" + MODEL + "\",\"previous_response_id\":" + first.path("id") + ",\"input\":[{\"type\":"
                + "\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"seen\"}],\"stream\":" + stream + "}",
                stream);
        var input = UPSTREAM.requests().getLast().json().path("input");
        assertThat(input.valueStream().map(item -> item.path("type").asString()).toList()).isEqualTo(
                List.of("message", "reasoning", "function_call", "function_call_output"));
        assertThat(input.at("/1/encrypted_content").asString()).isEqualTo("c2VjcmV0");
        assertThat(UPSTREAM.requests().getLast().json().has("previous_response_id")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areHeardByClientsOfChat(boolean stream) {
        UPSTREAM.next(ResponsesWire.begun().thought("hm", "c2VjcmV0").message().text("Yes").said("Yes", "completed")
                .call("look", "{\"at\":\"home\"}").end("completed").script());
        var body = TestGateway.question(MODEL, "Hi", stream);
        if (stream) {
            try (var events = GATEWAY.stream("/api/v1/chat/completions", body).all()) {
                assertThat(events.content()).isEqualTo("Yes");
                assertThat(events.chunks().toString()).contains("tool_calls", "call_1", "c2VjcmV0");
                assertThat(events.chunks().getLast().at("/usage/prompt_tokens").asInt()).isEqualTo(11);
            }
        } else {
            var answer = GATEWAY.post("/api/v1/chat/completions", body);
            assertThat(answer.content()).isEqualTo("Yes");
            var message = answer.json().at("/choices/0/message");
            assertThat(message.at("/tool_calls/0/function/arguments").asString()).isEqualTo("{\"at\":\"home\"}");
            assertThat(message.at("/reasoning_details/0/summary").asString()).isEqualTo("hm");
            assertThat(message.at("/reasoning_details/1/data").asString()).isEqualTo("c2VjcmV0");
            assertThat(answer.json().at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
            assertThat(answer.json().at("/usage/completion_tokens_details/reasoning_tokens").asInt()).isEqualTo(2);
        }
        assertThat(UPSTREAM.request().json().at("/input/0/content/0/text").asString()).isEqualTo("Hi");
        assertThat(UPSTREAM.request().json().path("max_output_tokens").asInt()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areHeardByClientsOfMessages(boolean stream) {
        var body = TestGateway.question(MODEL, "Hi", stream);
        if (stream) {
            try (var events = GATEWAY.stream("/api/v1/messages", body).all()) {
                assertThat(events.content()).isEqualTo("Hello there");
            }
        } else {
            assertThat(GATEWAY.post("/api/v1/messages", body).json().at("/content/0/text").asString())
                    .isEqualTo("Hello there");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failOverBeforeTheFirstContent(boolean stream) {
        for (var broken : List.of(Script.error(503, "busy"),
                Script.begin(ResponsesWire.begun().message().events()).then((_, to) -> to.reset()),
                Script.begin(
                        ResponsesWire.begun().event("error", "\"error\":{\"code\":\"server_error\",\"message\":\"m\"}")
                                .events())
                        .then((_, to) -> to.lastChunk()))) {
            UPSTREAM.next(broken);
            var response = ask(question(TWO, stream, ",\"provider\":{\"order\":[\"native\"]}"), stream);
            assertThat(ResponsesRules.ofResponse(response)).isEmpty();
            assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello from chat");
        }
    }

    @Test
    void tellAFailureInTheMiddle() {
        for (var broken : List.of(
                Script.begin(ResponsesWire.begun().message().text("Once").events()).then((_, to) -> to.reset()),
                Script.begin(ResponsesWire.begun().message().text("Once").event("response.failed", "\"response\":"
                        + ResponsesWire.response("failed", "[]", "null").replace("\"error\":null",
                                "\"error\":{\"code\":\"server_error\",\"message\":\"Oh\"}"))
                        .events()).then((_, to) -> to.lastChunk()))) {
            UPSTREAM.next(broken);
            var response = ask(question(MODEL, true, ""), true);
            assertThat(response.path("status").asString()).isEqualTo("failed");
            assertThat(response.at("/usage/output_tokens").asInt()).isPositive();
            assertThat(GATEWAY.getWithKey(PATH + "/" + response.path("id").asString()).status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellThatAnAnswerWasCutShort(boolean stream) {
        UPSTREAM.next(stream
                ? ResponsesWire.begun().message().text("Once").said("Once", "incomplete").end("incomplete").script()
                : Script.json(200, ResponsesWire.response("incomplete", "[]", ResponsesWire.usage())));
        var response = ask(question(MODEL, stream, ""), stream);
        assertThat(response.path("status").asString()).isEqualTo("incomplete");
        assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
    }

    @Test
    void tellTheirErrors() {
        UPSTREAM.otherwise(Script.error(429, "slow down", "Retry-After", "3"));
        var answer = GATEWAY.post(PATH, question(MODEL, false, ""));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("3");
    }
}
