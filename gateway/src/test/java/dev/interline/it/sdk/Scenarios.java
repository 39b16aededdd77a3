package dev.interline.it.sdk;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EmbeddingsWire;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Upstreams that behave as the question asks: they fail with a status, call the first tool that they are offered,
 * quote a tool's result, fill in a structure, or say something.
 */
public final class Scenarios {
    private static final Pattern FAIL = Pattern.compile("fail with ([0-9]+)");
    private static final String ARGUMENTS = "{\"city\":\"Paris\",\"days\":3}";
    private static final String STRUCTURE = "{\"title\":\"Soup\",\"steps\":[\"boil\",\"eat\"],\"score\":1.5}";

    private Scenarios() {}

    /** In OpenAI's wire. */
    public static Script chat() {
        return (request, to) -> (request.headers().path().endsWith("/embeddings") ? EmbeddingsWire.script(3)
                : choose(request, new ChatForm())).play(request, to);
    }

    /** In Anthropic's wire. */
    public static Script messages() {
        return (request, to) -> choose(request, new MessagesForm()).play(request, to);
    }

    /** How a wire says what all upstreams say. */
    private interface Form {
        Script fail(int status);

        Script call(String name, boolean stream);

        Script say(String text);
    }

    private static Script choose(UpstreamRequest request, Form form) {
        var body = request.json();
        var last = body.path("messages").path(body.path("messages").size() - 1).toString();
        var failure = FAIL.matcher(last);
        if (failure.find()) {
            return form.fail(Integer.parseInt(failure.group(1)));
        }
        if (request.headers().path().endsWith("/count_tokens")) {
            return Script.json(200, "{\"input_tokens\":12}");
        }
        var result = toolResult(last);
        if (!result.isEmpty()) {
            return form.say("The tool said: " + result);
        }
        var tool = body.path("tools").path(0);
        if (!tool.isMissingNode()) {
            return form.call(toolName(tool), request.streaming());
        }
        return form.say(asksForStructure(body) ? STRUCTURE : "Hello from upstream");
    }

    private static String toolResult(String message) {
        return message.contains("18 degrees and sunny") ? "18 degrees and sunny" : "";
    }

    private static String toolName(JsonNode tool) {
        return tool.at("/function/name").asString(tool.path("name").asString(""));
    }

    private static boolean asksForStructure(JsonNode body) {
        return body.has("response_format") || body.has("output_config")
                || body.path("system").toString().contains("JSON Schema");
    }

    private static final class ChatForm implements Form {
        @Override
        public Script fail(int status) {
            return Script.error(status, "failed as asked", "Retry-After", "7");
        }

        @Override
        public Script say(String text) {
            return Script.chat(text.split("(?<= )"));
        }

        @Override
        public Script call(String name, boolean stream) {
            if (!stream) {
                return Script.json(200, """
                        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"upstream-model",\
                        "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":\
                        "call_1","type":"function","function":{"name":"%s","arguments":%s}}]},\
                        "finish_reason":"tool_calls"}],"usage":%s}""".formatted(name, quoted(ARGUMENTS),
                        ChatWire.usage(11, 7)));
            }
            var events = new ArrayList<String>();
            events.add(ChatWire.role());
            events.add(ChatWire.delta("{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"" + name + "\",\"arguments\":\"\"}}]}"));
            for (var piece : ARGUMENTS.split("(?<=,)")) {
                events.add(ChatWire.delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + quoted(piece)
                        + "}}]}"));
            }
            events.addAll(List.of(ChatWire.finish("tool_calls"), ChatWire.usageEvent(11, 7), ChatWire.DONE));
            return Script.begin(events).then((_, to) -> to.lastChunk());
        }
    }

    private static final class MessagesForm implements Form {
        @Override
        public Script fail(int status) {
            return Script.json(status, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"failed as "
                    + "asked\"}}", "Retry-After", "7");
        }

        @Override
        public Script say(String text) {
            return Script.messages(text.split("(?<= )"));
        }

        @Override
        public Script call(String name, boolean stream) {
            if (!stream) {
                return Script.json(200, """
                        {"id":"msg_1","type":"message","role":"assistant","model":"upstream-model",\
                        "content":[{"type":"tool_use","id":"toolu_1","name":"%s","input":%s}],\
                        "stop_reason":"tool_use","stop_sequence":null,\
                        "usage":{"input_tokens":11,"output_tokens":7}}""".formatted(name, ARGUMENTS));
            }
            var events = new ArrayList<String>();
            events.add(MessagesWire.messageStart());
            events.add(MessagesWire.event("content_block_start", """
                    {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1",\
                    "name":"%s","input":{}}}""".formatted(name)));
            for (var piece : ARGUMENTS.split("(?<=,)")) {
                events.add(MessagesWire.event("content_block_delta", """
                        {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta",\
                        "partial_json":%s}}""".formatted(quoted(piece))));
            }
            events.add(MessagesWire.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
            events.addAll(MessagesWire.end("tool_use"));
            return Script.begin(events).then((_, to) -> to.lastChunk());
        }
    }

    private static String quoted(String text) {
        return dev.interline.it.harness.Json.text(text);
    }
}
