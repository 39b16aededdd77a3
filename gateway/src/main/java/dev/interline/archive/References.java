package dev.interline.archive;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Items of a request's input that stand for what a kept response answered (OpenAI: {@code item_reference}). */
public final class References {
    private static final String TYPE = "item_reference";

    private final JsonFields request;
    private final List<JsonFields> places = new ArrayList<>();

    private References(JsonFields request) throws MalformedJson {
        this.request = request;
        int i = request.find("input");
        if (i >= 0 && request.bytes()[request.valueStart(i)] == '[') {
            for (JsonFields item : JsonFields.objects(request.bytes(), request.valueStart(i), request.valueEnd(i))) {
                if (item.string("type").orElse("").equals(TYPE)) {
                    places.add(item);
                }
            }
        }
    }

    /** Finds those of a request that was scanned before. */
    public static References of(JsonFields request) {
        try {
            return new References(request);
        } catch (MalformedJson e) {
            throw new IllegalStateException("an input that was scanned before", e);
        }
    }

    /** The ids that they name, in their order; an id is there as often as it is named. */
    public List<String> ids() {
        return places.stream().map(References::id).toList();
    }

    /** The request's body with the items in their places. */
    public byte[] resolved(Map<String, String> items) {
        byte[] bytes = request.bytes();
        var out = new ByteSink(request.to() - request.from());
        int from = request.from();
        for (JsonFields place : places) {
            String item = items.get(id(place));
            if (item != null) {
                out.write(bytes, from, place.from()).write(item.getBytes(StandardCharsets.UTF_8));
                from = place.to();
            }
        }
        return out.write(bytes, from, request.to()).toBytes();
    }

    private static String id(JsonFields item) {
        return item.string("id").orElse("");
    }
}
