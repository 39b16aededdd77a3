package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;

/** OpenAI's Responses for clients, over an upstream of OpenAI's chat wire and over one of Anthropic's. */
class ResponsesIT {
    private static final String PATH = "/api/v1/responses";
    private static final String CHAT = "acme/chat";
    private static final String CLAUDE = "acme/claude";
    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"name\":\"look\",\"description\":\"looks\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"}}},\"strict\":false}]";
    private static final FakeUpstream OPENAI = FakeUpstream.saying("unused");
    private static final FakeUpstream ANTHROPIC = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().anthropic("claude-cloud", ANTHROPIC, CLAUDE)
            .openai("chat-cloud", OPENAI, CHAT).config("timeouts: {keep-alive-comment: 200ms}").forClass();

    @BeforeEach
    void forget() {
        ANTHROPIC.forget().otherwise(Script.messages("Hello", " there"));
        OPENAI.forget().otherwise(Script.chat("Hello", " there"));
    }

    @AfterAll
    static void closeUpstreams() {
        ANTHROPIC.close();
        OPENAI.close();
    }

    private static String question(String model, boolean stream) {
        return "{\"model\":\"%s\",\"input\":\"Hi\",\"stream\":%b}".formatted(model, stream);
    }

    /** Connector, "Create Response": model and input, both of them text (seed 004, line 152). */
    @ParameterizedTest
    @ValueSource(strings = {CHAT, CLAUDE})
    void answersAsJson(String model) {
        var answer = GATEWAY.post(PATH, "{\"model\":\"%s\",\"input\":\"Hi\"}".formatted(model));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var json = answer.json();
        assertThat(json.path("id").asString().replace("_", "")).isEqualTo(
                answer.header("X-Generation-Id").replace("gen-", "resp").replace("-", ""));
        assertThat(json.path("object").asString()).isEqualTo("response");
        assertThat(json.path("model").asString()).isEqualTo(model);
        assertThat(json.path("status").asString()).isEqualTo("completed");
        assertThat(json.path("completed_at").asLong()).isGreaterThanOrEqualTo(json.path("created_at").asLong());
        assertThat(json.at("/output/0/type").asString()).isEqualTo("message");
        assertThat(json.at("/output/0/role").asString()).isEqualTo("assistant");
        assertThat(json.at("/output/0/content/0/type").asString()).isEqualTo("output_text");
        assertThat(json.at("/output/0/content/0/text").asString()).isEqualTo("Hello there");
        assertThat(json.at("/usage/input_tokens").asInt()).isEqualTo(11);
        assertThat(json.at("/usage/output_tokens").asInt()).isEqualTo(7);
        assertThat(json.at("/usage/total_tokens").asInt()).isEqualTo(18);
        assertThat(json.at("/usage/cost").asDouble()).isPositive();
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + answer.header("X-Generation-Id")).json();
        assertThat(record.at("/data/api_type").asString()).isEqualTo("completions");
        assertThat(record.at("/data/native_tokens_completion").asInt()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, CLAUDE})
    void streamsOpenAisSequenceOfEvents(String model) {
        try (var stream = GATEWAY.stream(PATH, question(model, true)).all()) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(types(stream)).containsExactly("response.created", "response.in_progress",
                    "response.output_item.added", "response.content_part.added", "response.output_text.delta",
                    "response.output_text.delta", "response.output_text.done", "response.content_part.done",
                    "response.output_item.done", "response.completed");
            assertThat(stream.events().getLast().isDone()).isTrue();
            stream.events().stream().filter(event -> !event.isComment() && !event.isDone()).forEach(
                    event -> assertThat(event.name()).isEqualTo(event.json().path("type").asString()));
            var chunks = stream.chunks();
            for (int i = 0; i < chunks.size(); i++) {
                assertThat(chunks.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
            }
            var response = chunks.getLast().path("response");
            assertThat(response.path("id")).isEqualTo(chunks.getFirst().at("/response/id"));
            assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hello there");
            assertThat(response.at("/usage/output_tokens").asInt()).isEqualTo(7);
            assertThat(response.at("/usage/cost").asDouble()).isPositive();
        }
    }

    @Test
    void translatesForAChatUpstream() {
        var answer = GATEWAY.post(PATH, """
                {"model":"acme/chat","instructions":"Be brief","max_output_tokens":50,"temperature":0.5,%s,\
                "tool_choice":{"type":"function","name":"look"},"parallel_tool_calls":false,\
                "text":{"format":{"type":"json_schema","name":"s","schema":{"type":"object"},"strict":true}},\
                "reasoning":{"effort":"low"},"store":false,"include":["reasoning.encrypted_content"],\
                "input":[{"role":"user","content":[{"type":"input_text","text":"Hi"},{"type":"input_image",\
                "image_url":"data:image/png;base64,AAAA"}]},\
                {"type":"function_call","id":"fc_1","call_id":"c1","name":"look","arguments":"{\\"at\\":1}"},\
                {"type":"function_call","id":"fc_2","call_id":"c2","name":"look","arguments":"{}"},\
                {"type":"function_call_output","call_id":"c1","output":"seen"},\
                {"type":"function_call_output","call_id":"c2","output":[{"type":"input_text","text":"too"}]}]}"""
                .formatted(TOOLS));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var body = OPENAI.request().json();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.5);
        assertThat(body.at("/tools/0/function/name").asString()).isEqualTo("look");
        assertThat(body.at("/tool_choice/function/name").asString()).isEqualTo("look");
        assertThat(body.at("/response_format/json_schema/name").asString()).isEqualTo("s");
        assertThat(body.at("/messages/0/role").asString()).isEqualTo("system");
        assertThat(body.at("/messages/0/content").asString()).isEqualTo("Be brief");
        assertThat(body.at("/messages/1/content/1/image_url/url").asString()).isEqualTo("data:image/png;base64,AAAA");
        assertThat(body.at("/messages/2/tool_calls")).hasSize(2);
        assertThat(body.at("/messages/2/tool_calls/0/function/arguments").asString()).isEqualTo("{\"at\":1}");
        assertThat(body.at("/messages/3/tool_call_id").asString()).isEqualTo("c1");
        assertThat(body.at("/messages/3/content").asString()).isEqualTo("seen");
        assertThat(body.at("/messages/4/content").asString()).isEqualTo("too");
    }

    /** What Claude thought and signed comes back to it unchanged, also from a client that knows only OpenAI's fields. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesThroughARoundOfToolsWithClaudesSignature(boolean stream) {
        ANTHROPIC.next(thinkingAndCalling(stream));
        var first = ask("{\"model\":\"acme/claude\",\"max_output_tokens\":4000,\"reasoning\":{\"max_tokens\":1024},"
                + TOOLS + ",\"input\":\"Hi\",\"stream\":" + stream + "}", stream);
        assertThat(first.path("status").asString()).isEqualTo("completed");
        assertThat(first.at("/output/0/type").asString()).isEqualTo("reasoning");
        assertThat(first.at("/output/0/content/0/text").asString()).isEqualTo("hm");
        assertThat(first.at("/output/0/signature").asString()).isEqualTo("c2lnbmF0dXJl");
        assertThat(first.at("/output/1/type").asString()).isEqualTo("function_call");
        assertThat(first.at("/output/1/arguments").asString()).isEqualTo("{\"at\":\"home\"}");
        var reasoning = Json.object(first.at("/output/0").toString());
        reasoning.remove(List.of("signature", "format", "status"));
        var second = GATEWAY.post(PATH, "{\"model\":\"acme/claude\",\"max_output_tokens\":4000,\"reasoning\":"
                + "{\"max_tokens\":1024}," + TOOLS + ",\"input\":[{\"role\":\"user\",\"content\":\"Hi\"}," + reasoning
                + "," + first.at("/output/1") + ",{\"type\":\"function_call_output\",\"call_id\":"
                + first.at("/output/1/call_id") + ",\"output\":\"seen\"}]}");
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        var messages = ANTHROPIC.requests().getLast().json().path("messages");
        assertThat(messages.at("/1/content/0")).isEqualTo(Json.tree(
                "{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"c2lnbmF0dXJl\"}"));
        assertThat(messages.at("/1/content/1/input")).isEqualTo(Json.tree("{\"at\":\"home\"}"));
        assertThat(messages.at("/2/content/0/tool_use_id")).isEqualTo(messages.at("/1/content/1/id"));
        assertThat(messages.at("/2/content/0/content/0/text").asString()).isEqualTo("seen");
    }

    private static Script thinkingAndCalling(boolean stream) {
        if (!stream) {
            return Script.json(200, """
                    {"id":"msg_1","type":"message","role":"assistant","model":"upstream-model","content":[\
                    {"type":"thinking","thinking":"hm","signature":"c2lnbmF0dXJl"},\
                    {"type":"tool_use","id":"toolu_1","name":"look","input":{"at":"home"}}],\
                    "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":7}}""");
        }
        var events = Stream.of("content_block_start {\"type\":\"content_block_start\",\"index\":0,\"content_block\":"
                + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}}",
                "content_block_delta {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                        + "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}}",
                "content_block_delta {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                        + "{\"type\":\"signature_delta\",\"signature\":\"c2lnbmF0dXJl\"}}",
                "content_block_stop {\"type\":\"content_block_stop\",\"index\":0}",
                "content_block_start {\"type\":\"content_block_start\",\"index\":1,\"content_block\":"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{}}}",
                "content_block_delta {\"type\":\"content_block_delta\",\"index\":1,\"delta\":"
                        + "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"at\\\":\"}}",
                "content_block_delta {\"type\":\"content_block_delta\",\"index\":1,\"delta\":"
                        + "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"home\\\"}\"}}",
                "content_block_stop {\"type\":\"content_block_stop\",\"index\":1}")
                .map(event -> MessagesWire.event(event.substring(0, event.indexOf(' ')),
                        event.substring(event.indexOf(' ') + 1)));
        return Script.begin(Stream.of(Stream.of(MessagesWire.messageStart()), events,
                MessagesWire.end("tool_use").stream()).flatMap(all -> all).toList()).then((_, to) -> to.lastChunk());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsThatAnAnswerWasCutShort(boolean stream) {
        OPENAI.next(stream
                ? Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"), ChatWire.finish("length"),
                        ChatWire.usageEvent(11, 7), ChatWire.DONE)).then((_, to) -> to.lastChunk())
                : Script.json(200, ChatWire.completion("Once").replace("\"stop\"", "\"length\"")));
        var response = ask(question(CHAT, stream), stream);
        assertThat(response.path("status").asString()).isEqualTo("incomplete");
        assertThat(response.at("/incomplete_details/reason").asString()).isEqualTo("max_output_tokens");
        assertThat(response.at("/output/0/status").asString()).isEqualTo("incomplete");
        assertThat(response.at("/usage/total_tokens").asInt()).isEqualTo(18);
    }

    @Test
    void tellsARefusal() {
        OPENAI.next(Script.begin(List.of(ChatWire.delta("{\"role\":\"assistant\",\"refusal\":\"\"}"),
                ChatWire.delta("{\"refusal\":\"I will\"}"), ChatWire.delta("{\"refusal\":\" not\"}"),
                ChatWire.finish("stop"), ChatWire.usageEvent(11, 7), ChatWire.DONE))
                .then((_, to) -> to.lastChunk()));
        try (var stream = GATEWAY.stream(PATH, question(CHAT, true)).all()) {
            assertThat(types(stream)).contains("response.refusal.delta", "response.refusal.done");
            assertThat(stream.chunks().getLast().at("/response/output/0/content/0"))
                    .isEqualTo(Json.tree("{\"type\":\"refusal\",\"refusal\":\"I will not\"}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, CLAUDE})
    void tellsAFailureInTheMiddle(String model) {
        OPENAI.next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> to.reset()));
        ANTHROPIC.next(Script.begin(Stream.concat(MessagesWire.begin().stream(), Stream.of(MessagesWire.text("Once")))
                .toList()).then((_, to) -> to.reset()));
        try (var stream = GATEWAY.stream(PATH, question(model, true)).all()) {
            assertThat(stream.events().getLast().isDone()).isTrue();
            var last = stream.chunks().getLast();
            assertThat(last.path("type").asString()).isEqualTo("response.failed");
            assertThat(last.at("/response/status").asString()).isEqualTo("failed");
            assertThat(last.at("/response/error/code").asString()).isEqualTo("server_error");
            assertThat(last.at("/response/error/message").asString()).isNotEmpty();
            assertThat(last.at("/response/error_type").asString()).isEqualTo("provider_unavailable");
            assertThat(last.at("/response/output/0/content/0/text").asString()).isEqualTo("Once");
            assertThat(last.at("/response/usage/output_tokens").asInt()).isPositive();
        }
    }

    @Test
    void saysThatItIsAliveWhileItWaits() {
        OPENAI.next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> {
            to.awaitPeerClosed(Duration.ofSeconds(10));
        }));
        try (var stream = GATEWAY.stream(PATH, question(CHAT, true)).until("Once").until("PROCESSING")) {
            assertThat(stream.events().getLast().isComment()).isTrue();
        }
    }

    @Test
    void chargesAClientThatLeavesForWhatItGot() {
        OPENAI.next((_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once upon a time")));
        var stream = GATEWAY.stream(PATH, question(CHAT, true)).until("Once upon a time");
        var id = stream.headers().value("X-Generation-Id").orElse("");
        stream.close();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.json().at("/data/cancelled").asBoolean()).isTrue();
            assertThat(record.json().at("/data/total_cost").asDouble()).isPositive();
        });
    }

    static Stream<Arguments> problems() {
        return Stream.of(Arguments.of(400, "invalid_request", "{\"model\":\"acme/chat\"}"),
                Arguments.of(400, "invalid_request", "no json"),
                Arguments.of(400, "invalid_request", question("acme/nothing", false)),
                Arguments.of(404, "not_found", question("openai/gpt-4o", true)),
                Arguments.of(400, "invalid_request", "{\"model\":\"acme/chat\",\"input\":\"Hi\",\"store\":true}"),
                Arguments.of(400, "invalid_request",
                        "{\"model\":\"acme/chat\",\"input\":\"Hi\",\"previous_response_id\":"
                                + "\"resp_1\"}"),
                Arguments.of(400, "invalid_request", "{\"model\":\"acme/chat\",\"input\":\"Hi\",\"background\":true}"),
                Arguments.of(400, "invalid_request", "{\"model\":\"acme/chat\",\"input\":\"Hi\",\"tools\":"
                        + "[{\"type\":\"file_search\",\"vector_store_ids\":[\"v\"]}]}"),
                Arguments.of(400, "invalid_request", "{\"model\":\"acme/claude\",\"input\":\"Hi\",\"tools\":"
                        + "[{\"type\":\"computer_use_preview\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void tellsProblems(int status, String type, String body) {
        var answer = GATEWAY.post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(status);
        assertThat(answer.json().at("/error/message").asString()).isNotEmpty();
        assertThat(answer.json().at("/error/type").isString()).isTrue();
        assertThat(answer.json().at("/error/metadata/error_type").asString()).isEqualTo(type);
        assertThat(answer.json().path("error_type").asString()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, CLAUDE})
    void tellsAnUpstreamsFailure(String model) {
        ANTHROPIC.otherwise(Script.json(429, """
                {"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}""", "Retry-After", "3"));
        OPENAI.otherwise(Script.error(429, "slow down", "Retry-After", "3"));
        var answer = GATEWAY.post(PATH, question(model, true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("3");
        assertThat(answer.json().path("error_type").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(answer.json().at("/error/metadata/code").asString()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void fallsBackToTheModelsThatTheRequestNames() {
        ANTHROPIC.otherwise(Script.json(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                + "\"message\":\"Overloaded\"}}"));
        var answer = GATEWAY.post(PATH, "{\"model\":\"acme/claude\",\"models\":[\"acme/chat\"],\"input\":\"Hi\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("model").asString()).isEqualTo("acme/chat");
    }

    /** The response object, from the last event of a stream or from the body. */
    private static JsonNode ask(String body, boolean stream) {
        if (!stream) {
            var answer = GATEWAY.post(PATH, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        }
        try (var events = GATEWAY.stream(PATH, body).all()) {
            assertThat(events.status()).isEqualTo(200);
            return events.chunks().getLast().path("response");
        }
    }

    private static List<String> types(EventStream stream) {
        return stream.chunks().stream().map(chunk -> chunk.path("type").asString()).toList();
    }
}
