package dev.interline.archive;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A kept response.
 *
 * @param id the response's id
 * @param input JSON array of all that the model was given, earlier rounds included; each item has an id
 * @param response the JSON object that its client got
 */
public record StoredResponse(String id, String input, String response) {

    /** The items of the input, each as JSON. */
    public List<String> inputItems() {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        var items = new ArrayList<String>();
        try {
            for (JsonFields item : JsonFields.objects(bytes, 0, bytes.length)) {
                items.add(text(item, item.from(), item.to()));
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("an input that was scanned before", e);
        }
        return items;
    }

    /** The items that were answered, as JSON, by their ids; one without an id cannot be named. */
    Map<String, String> answeredItems() {
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        var items = new LinkedHashMap<String, String>();
        try {
            JsonFields fields = JsonFields.scan(bytes, 0, bytes.length);
            int i = fields.find("output");
            if (i >= 0 && bytes[fields.valueStart(i)] == '[') {
                for (JsonFields item : JsonFields.objects(bytes, fields.valueStart(i), fields.valueEnd(i))) {
                    item.string("id").ifPresent(id -> items.put(id, text(item, item.from(), item.to())));
                }
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("a response that was scanned before", e);
        }
        return items;
    }

    /** Bytes that it takes, as UTF-8. */
    long size() {
        return (long) input.getBytes(StandardCharsets.UTF_8).length + response.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The body of a request that goes on from this, with its input before the request's own. */
    public byte[] before(JsonFields request) {
        return Continuation.body(this, request);
    }

    static String text(JsonFields fields, int from, int to) {
        return new String(fields.bytes(), from, to - from, StandardCharsets.UTF_8);
    }
}
