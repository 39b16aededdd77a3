package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
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

/** Anthropic's wire for clients, over an upstream of the same wire and over one of OpenAI's. */
class MessagesIT {
    private static final String PATH = "/api/v1/messages";
    private static final FakeUpstream CLAUDE = FakeUpstream.playing(Script.messages("Hello", " there"));
    private static final FakeUpstream CHAT = FakeUpstream.saying("Hello", " there");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().anthropic("claude-cloud", CLAUDE, "acme/claude")
            .openai("chat-cloud", CHAT, "acme/chat").forClass();

    @BeforeEach
    void forget() {
        CLAUDE.forget().otherwise(Script.messages("Hello", " there"));
        CHAT.forget().otherwise(Script.chat("Hello", " there"));
    }

    @AfterAll
    static void closeUpstreams() {
        CLAUDE.close();
        CHAT.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/claude", "acme/chat"})
    void answersAsJson(String model) {
        var answer = GATEWAY.post(PATH, TestGateway.question(model, "Hi", false), "anthropic-version", "2023-06-01");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("X-Generation-Id")).startsWith("gen-");
        var json = answer.json();
        assertThat(json.path("id").asString()).isNotEmpty();
        assertThat(json.path("type").asString()).isEqualTo("message");
        assertThat(json.path("role").asString()).isEqualTo("assistant");
        assertThat(json.path("model").asString()).isEqualTo(model);
        assertThat(json.at("/content/0/text").asString()).isEqualTo("Hello there");
        assertThat(json.path("stop_reason").asString()).isEqualTo("end_turn");
        assertThat(json.path("stop_sequence").isNull()).isTrue();
        assertThat(json.at("/usage/input_tokens").asInt()).isEqualTo(11);
        assertThat(json.at("/usage/output_tokens").asInt()).isEqualTo(7);
        assertThat(json.at("/usage/cost").asDouble()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/claude", "acme/chat"})
    void streamsAnthropicsSequenceOfEvents(String model) {
        try (var stream = GATEWAY.stream(PATH, TestGateway.question(model, "Hi", true)).all()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.content()).isEqualTo("Hello there");
            assertSequence(stream);
            var start = stream.chunks().getFirst();
            assertThat(start.at("/message/model").asString()).isEqualTo(model);
            assertThat(start.at("/message/usage/input_tokens").isNumber()).isTrue();
            var delta = stream.chunks().stream().filter(chunk -> chunk.path("type").asString().equals("message_delta"))
                    .toList();
            assertThat(delta).hasSize(1);
            assertThat(delta.getFirst().at("/delta/stop_reason").asString()).isEqualTo("end_turn");
            assertThat(delta.getFirst().at("/usage/output_tokens").asInt()).isEqualTo(7);
            assertThat(delta.getFirst().at("/usage/cost").asDouble()).isPositive();
            assertThat(stream.events()).noneMatch(event -> event.isDone());
        }
    }

    /** Each event's name is its type; blocks are started and stopped one after another, inside the message. */
    private static void assertSequence(EventStream stream) {
        var kinds = new ArrayList<String>();
        var open = -1;
        for (var event : stream.events().stream().filter(event -> !event.isComment()).toList()) {
            var type = event.json().path("type").asString();
            assertThat(event.name()).isEqualTo(type);
            switch (type) {
                case "content_block_start" -> {
                    assertThat(open).as("no block is open").isEqualTo(-1);
                    open = event.json().path("index").asInt();
                }
                case "content_block_delta" -> assertThat(event.json().path("index").asInt()).isEqualTo(open);
                case "content_block_stop" -> {
                    assertThat(event.json().path("index").asInt()).isEqualTo(open);
                    open = -1;
                }
                default -> assertThat(type).isIn("message_start", "message_delta", "message_stop", "ping");
            }
            if (!type.equals("ping")) {
                kinds.add(type);
            }
        }
        assertThat(kinds).first().isEqualTo("message_start");
        assertThat(kinds.subList(kinds.size() - 2, kinds.size())).containsExactly("message_delta", "message_stop");
    }

    @Test
    void asksAnAnthropicUpstreamInItsOwnWords() {
        GATEWAY.post(PATH, """
                {"model":"acme/claude","max_tokens":50,"system":[{"type":"text","text":"Be brief","cache_control":\
                {"type":"ephemeral"}}],"x_new":{"deep":1.50},"messages":[{"role":"user","content":[{"type":"text",\
                "text":"Hi","x_part":[1e2]}]}]}""", "anthropic-beta", "interleaved-thinking-2025-05-14");
        var request = CLAUDE.request();
        assertThat(request.headers().path()).isEqualTo("/v1/messages");
        assertThat(request.headers().value("x-api-key")).contains("upstream-secret-claude-cloud");
        assertThat(request.headers().value("anthropic-version")).isPresent();
        assertThat(request.text()).contains("\"x_new\":{\"deep\":1.50}").contains("\"x_part\":[1e2]")
                .contains("\"cache_control\":{\"type\":\"ephemeral\"}");
        assertThat(request.json().path("model").asString()).isEqualTo("up-acme-claude");
    }

    @Test
    void translatesForAChatUpstream() {
        GATEWAY.post(PATH, """
                {"model":"acme/chat","max_tokens":50,"system":"Be brief","stop_sequences":["END"],\
                "tools":[{"name":"look","description":"looks","input_schema":{"type":"object","properties":{}}}],\
                "messages":[{"role":"user","content":"Hi"},\
                {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"look","input":{"a":1}}]},\
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"seen"}]}]}""");
        var body = CHAT.request().json();
        assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("stop").toString()).contains("END");
        assertThat(body.at("/tools/0/function/name").asString()).isEqualTo("look");
        assertThat(body.at("/messages/0/role").asString()).isEqualTo("system");
        assertThat(body.at("/messages/0/content").toString()).contains("Be brief");
        assertThat(body.at("/messages/2/tool_calls/0/id").asString()).isEqualTo("t1");
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asString()).contains("\"a\"");
        assertThat(body.at("/messages/3/role").asString()).isEqualTo("tool");
        assertThat(body.at("/messages/3/tool_call_id").asString()).isEqualTo("t1");
        assertThat(body.at("/messages/3/content").toString()).contains("seen");
    }

    @Test
    void isHeardByClientsOfChatToo() {
        var answer = GATEWAY.chat("acme/claude", "Hi");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.content()).isEqualTo("Hello there");
        assertThat(answer.json().at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(answer.json().at("/choices/0/native_finish_reason").asString()).isEqualTo("end_turn");
        assertThat(answer.json().at("/usage/total_tokens").asInt()).isEqualTo(18);
        try (var stream = GATEWAY.streamChat("acme/claude", "Hi").all()) {
            assertThat(stream.content()).isEqualTo("Hello there");
            assertThat(stream.chunks().getLast().at("/usage/total_tokens").asInt()).isEqualTo(18);
        }
        assertThat(CLAUDE.requests().getFirst().json().at("/messages/0/content").toString()).contains("Hi");
        assertThat(CLAUDE.requests().getFirst().json().path("max_tokens").asInt()).isEqualTo(1000);
    }

    @Test
    void passesThinkingThroughWithItsSignature() {
        var thinking = List.of(MessagesWire.messageStart(),
                MessagesWire.event("content_block_start", """
                        {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"",\
                        "signature":""}}"""),
                MessagesWire.event("content_block_delta", """
                        {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}"""),
                MessagesWire.event("content_block_delta", """
                        {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta",\
                        "signature":"c2lnbmF0dXJl"}}"""),
                MessagesWire.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"),
                MessagesWire.event("content_block_start", """
                        {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"""),
                MessagesWire.event("content_block_delta", """
                        {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Yes"}}"""),
                MessagesWire.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":1}"));
        var script = Script.begin(Stream.concat(thinking.stream(), MessagesWire.end("end_turn").stream()).toList())
                .then((_, to) -> to.lastChunk());
        CLAUDE.next(script, script);
        try (var stream = GATEWAY.stream(PATH, TestGateway.question("acme/claude", "Hi", true)).all()) {
            assertThat(stream.events().toString()).contains("thinking_delta").contains("c2lnbmF0dXJl");
            assertSequence(stream);
        }
        try (var stream = GATEWAY.streamChat("acme/claude", "Hi").all()) {
            assertThat(stream.content()).isEqualTo("Yes");
            var details = stream.chunks().stream().map(chunk -> chunk.at("/choices/0/delta/reasoning_details"))
                    .filter(node -> node.isArray()).toList();
            assertThat(details.toString()).contains("reasoning.text").contains("hm").contains("c2lnbmF0dXJl");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/claude", "acme/chat"})
    void countsTokens(String model) {
        CLAUDE.otherwise(Script.json(200, "{\"input_tokens\":12}"));
        var answer = GATEWAY.post(PATH + "/count_tokens", """
                {"model":"%s","system":"Be brief","messages":[{"role":"user","content":"How are you today?"}]}"""
                .formatted(model));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("input_tokens").asInt()).isBetween(5, 40);
    }

    static Stream<Arguments> problems() {
        return Stream.of(Arguments.of(400, "invalid_request_error", "{\"model\":\"acme/claude\"}"),
                Arguments.of(400, "invalid_request_error", "no json"),
                Arguments.of(400, "invalid_request_error", TestGateway.question("acme/nothing", "Hi", false)),
                Arguments.of(404, "not_found_error", TestGateway.question("openai/gpt-4o", "Hi", true)),
                Arguments.of(400, "invalid_request_error", """
                        {"model":"acme/claude","models":["acme/chat"],"fallbacks":[{"model":"acme/chat"}],\
                        "max_tokens":5,"messages":[{"role":"user","content":"Hi"}]}"""));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void tellsProblemsInAnthropicsForm(int status, String type, String body) {
        var answer = GATEWAY.post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("type").asString()).isEqualTo("error");
        assertThat(answer.json().at("/error/type").asString()).isEqualTo(type);
        assertThat(answer.json().at("/error/message").asString()).isNotEmpty();
        assertThat(answer.json().at("/error/error_type").isString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/claude", "acme/chat"})
    void tellsAnUpstreamsFailureInAnthropicsForm(String model) {
        CLAUDE.otherwise(Script.json(429, """
                {"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""", "Retry-After", "3"));
        CHAT.otherwise(Script.error(429, "slow down", "Retry-After", "3"));
        var answer = GATEWAY.post(PATH, TestGateway.question(model, "Hi", true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(answer.json().at("/error/type").asString()).isEqualTo("rate_limit_error");
    }

    @Test
    void fallsBackToTheModelsThatTheRequestNames() {
        CLAUDE.otherwise(Script.json(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}"));
        var answer = GATEWAY.post(PATH, """
                {"model":"acme/claude","fallbacks":[{"model":"acme/chat"}],"max_tokens":50,\
                "messages":[{"role":"user","content":"Hi"}]}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("model").asString()).isEqualTo("acme/chat");
    }
}
