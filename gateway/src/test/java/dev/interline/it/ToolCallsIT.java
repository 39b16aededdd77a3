package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How good endpoints are at tool calls is measured, whatever wires their answers come and go on. */
class ToolCallsIT {
    private static final String TOOL = "\"name\":\"weather\",\"%s\":{\"type\":\"object\",\"required\":[\"city\"],"
            + "\"properties\":{\"city\":{\"type\":\"string\"}}}";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("nothing");

    @RegisterExtension
    static final TestGateway GATEWAY =
            TestGateway.with().openai("acme", UPSTREAM, "acme/chat", "acme/messages", "acme/stream").forClass();

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    @Test
    void ofChat() {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{" + TOOL.formatted("parameters") + "}}]";
        answer("{\\\"city\\\":\\\"Rome\\\"}", "{\\\"city\\\":1}");
        for (int i = 0; i < 2; i++) {
            ask("/api/v1/chat/completions", "{\"model\":\"acme/chat\"," + tools + "," + HI + "}");
        }
        assertShare("acme/chat", 50);
    }

    @Test
    void ofStreams() {
        String tools = "\"tools\":[{\"type\":\"function\",\"function\":{" + TOOL.formatted("parameters") + "}}]";
        UPSTREAM.otherwise(Script.begin(List.of(
                event("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                        + "\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}}]}}"),
                event("{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"city\"}}]}}"),
                event("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}"), "data: [DONE]\n\n"))
                .then((_, to) -> to.lastChunk()));
        try (var stream = GATEWAY.stream("/api/v1/chat/completions",
                "{\"model\":\"acme/stream\",\"stream\":true," + tools + "," + HI + "}")) {
            stream.all();
        }
        assertShare("acme/stream", 0);
    }

    @Test
    void ofOtherWires() {
        answer("{\\\"city\\\":\\\"Rome\\\"}", "{\\\"city\\\":\\\"Oslo\\\"}", "{\\\"city", "{}");
        for (int i = 0; i < 4; i++) {
            ask("/api/v1/messages", "{\"model\":\"acme/messages\",\"max_tokens\":100,\"tools\":[{"
                    + TOOL.formatted("input_schema") + "}]," + HI + "}");
        }
        assertShare("acme/messages", 50);
    }

    private static void answer(String... arguments) {
        for (String each : arguments) {
            UPSTREAM.next(Script.json(200, "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                    + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":"
                    + "[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"" + each
                    + "\"}}]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":5}}"));
        }
    }

    private static String event(String choice) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":["
                + choice
                + "]}\n\n";
    }

    private static void ask(String path, String body) {
        var answer = GATEWAY.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void assertShare(String model, int percent) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(GATEWAY.get("/metrics").text())
                .containsPattern("interline_endpoint_tool_calls\\{endpoint=\"acme\",model=\"" + model + "\"} " + percent
                        + "(\\.0)?\n"));
    }
}
