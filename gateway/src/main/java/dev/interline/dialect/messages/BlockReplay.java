package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import java.nio.charset.StandardCharsets;

/** One finished content block told as a stream: begun without its content, filled, closed. */
final class BlockReplay {
    private BlockReplay() {}

    static void tell(JsonFields block, int index, ByteSink json, EventSink sink) {
        String type = block.string("type").orElse("");
        begin("content_block_start", index, json).text(",\"content_block\":");
        json.write('{');
        int first = json.size();
        for (int i = 0; i < block.size(); i++) {
            String name = block.name(i);
            json.name(json.size() == first, name);
            String emptied = emptied(type, name, block.bytes()[block.valueStart(i)]);
            if (emptied.isEmpty()) {
                json.write(block.bytes(), block.valueStart(i), block.valueEnd(i));
            } else {
                json.text(emptied);
            }
        }
        Blocks.missing(block, json);
        json.text("}}");
        sink.event("content_block_start", json);
        fill(block, type, index, json, sink);
        begin("content_block_stop", index, json).write('}');
        sink.event("content_block_stop", json);
    }

    /** What a member is at the beginning when its value comes with deltas; empty when it comes at once. */
    private static String emptied(String type, String name, byte first) {
        return switch (name) {
            case "text" -> type.equals("text") ? "\"\"" : "";
            case "thinking", "signature" -> type.equals("thinking") ? "\"\"" : "";
            case "citations" -> type.equals("text") && first == '[' ? "[]" : "";
            case "input" -> calls(type) && first == '{' ? "{}" : "";
            default -> "";
        };
    }

    private static void fill(JsonFields block, String type, int index, ByteSink json, EventSink sink) {
        if (type.equals("text")) {
            string(block, "text", "text_delta", index, json, sink);
            citations(block, index, json, sink);
        } else if (type.equals("thinking")) {
            string(block, "thinking", "thinking_delta", index, json, sink);
            string(block, "signature", "signature_delta", index, json, sink);
        } else if (calls(type)) {
            input(block, index, json, sink);
        }
    }

    private static void string(JsonFields block, String name, String delta, int index, ByteSink json, EventSink sink) {
        int i = block.find(name);
        if (i >= 0 && block.valueEnd(i) - block.valueStart(i) > 2 && block.bytes()[block.valueStart(i)] == '"') {
            delta(delta, index, json).name(false, name).write(block.bytes(), block.valueStart(i), block.valueEnd(i));
            sink.event("content_block_delta", json.text("}}"));
        }
    }

    private static void citations(JsonFields block, int index, ByteSink json, EventSink sink) {
        int i = block.find("citations");
        if (i >= 0 && block.bytes()[block.valueStart(i)] == '[') {
            for (JsonFields one : Blocks.of(block.bytes(), block.valueStart(i), block.valueEnd(i))) {
                delta("citations_delta", index, json).name(false, "citation").write(one.bytes(), one.from(), one.to());
                sink.event("content_block_delta", json.text("}}"));
            }
        }
    }

    private static void input(JsonFields block, int index, ByteSink json, EventSink sink) {
        int i = block.find("input");
        if (i >= 0 && block.bytes()[block.valueStart(i)] == '{') {
            String input = new String(block.bytes(), block.valueStart(i), block.valueEnd(i) - block.valueStart(i),
                    StandardCharsets.UTF_8);
            delta("input_json_delta", index, json).name(false, "partial_json").string(input);
            sink.event("content_block_delta", json.text("}}"));
        }
    }

    private static boolean calls(String type) {
        return type.endsWith("tool_use");
    }

    private static ByteSink delta(String type, int index, ByteSink json) {
        return begin("content_block_delta", index, json).text(",\"delta\":{\"type\":").string(type);
    }

    private static ByteSink begin(String type, int index, ByteSink json) {
        json.clear();
        return json.text("{\"type\":").string(type).text(",\"index\":").number(index);
    }
}
