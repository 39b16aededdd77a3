package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Content blocks as they lie in bytes that were scanned before. */
final class Blocks {
    private Blocks() {}

    /** The objects of the array in {@code bytes[from, to)}; anything else in it is passed over. */
    static List<JsonFields> of(byte[] bytes, int from, int to) {
        var found = new ArrayList<JsonFields>();
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int start = from + JsonFields.start(parser);
                boolean object = parser.currentToken() == JsonToken.START_OBJECT;
                int end = from + JsonFields.end(parser);
                if (object) {
                    found.add(UsageJson.fields(bytes, start, end));
                }
            }
        }
        return found;
    }

    /**
     * The objects of the array in {@code bytes[from, to)}, where nothing else is allowed.
     *
     * @throws dev.interline.exchange.Rejected naming the item behind {@code path} that is no object
     */
    static List<JsonFields> all(byte[] bytes, int from, int to, String path) {
        var found = new ArrayList<JsonFields>();
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw RequestScan.invalid(path + "." + found.size() + ": Input should be a valid object");
                }
                int start = from + JsonFields.start(parser);
                found.add(UsageJson.fields(bytes, start, from + JsonFields.end(parser)));
            }
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
