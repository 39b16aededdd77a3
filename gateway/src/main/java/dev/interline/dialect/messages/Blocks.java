package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import java.util.ArrayList;
import java.util.List;

/** Content blocks as they lie in bytes that were scanned before. */
final class Blocks {
    private Blocks() {}

    /** The objects of the array in {@code bytes[from, to)}; anything else in it is passed over. */
    static List<JsonFields> of(byte[] bytes, int from, int to) {
        try {
            return JsonFields.objects(bytes, from, to);
        } catch (MalformedJson e) {
            throw new IllegalStateException("blocks that were scanned before", e);
        }
    }

    /**
     * The objects of the array in {@code bytes[from, to)}, where nothing else is allowed.
     *
     * @throws dev.interline.exchange.Rejected naming the item behind {@code path} that is no object
     */
    static List<JsonFields> all(byte[] bytes, int from, int to, String path) {
        var found = new ArrayList<JsonFields>();
        try {
            var in = JsonScanner.over(bytes, from, to);
            in.enterArray();
            while (in.nextElement()) {
                if (in.peek() != '{') {
                    throw RequestScan.invalid(path + "." + found.size() + ": Input should be a valid object");
                }
                found.add(JsonFields.next(in, bytes));
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("items that were scanned before", e);
        }
        return found;
    }

    /** Writes the members that a block has to have and that its upstream left out, a comma before each. */
    static void missing(JsonFields block, ByteSink out) {
        String type = block.string("type").orElse("");
        if (type.equals("text") && !block.has("citations")) {
            out.text(",\"citations\":null");
        }
        boolean called = type.equals("tool_use") || type.equals("web_search_tool_result")
                || type.equals("web_fetch_tool_result");
        if (called && !block.has("caller")) {
            out.text(",\"caller\":{\"type\":\"direct\"}");
        }
    }
}
