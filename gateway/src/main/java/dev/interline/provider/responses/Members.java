package dev.interline.provider.responses;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.util.List;
import java.util.Optional;

/** Typed values of an object that was scanned before: what is missing, null or of another type is absent. */
record Members(JsonFields fields) {
    static final Members NONE = new Members(JsonFields.NONE);

    static Members of(byte[] bytes, int from, int to) {
        try {
            return new Members(JsonFields.scan(bytes, from, to));
        } catch (MalformedJson e) {
            throw new IllegalStateException("an object that was scanned before", e);
        }
    }

    /** The string; empty where there is none. */
    String text(String name) {
        return fields.string(name).orElse("");
    }

    /** The number's whole part; 0 where there is none. */
    int number(String name) {
        return raw(name).filter(text -> text.matches("[0-9]{1,9}")).map(Integer::parseInt).orElse(0);
    }

    Members object(String name) {
        int i = fields.find(name);
        return i >= 0 && fields.bytes()[fields.valueStart(i)] == '{'
                ? of(fields.bytes(), fields.valueStart(i), fields.valueEnd(i))
                : NONE;
    }

    /** The objects of an array. */
    List<Members> objects(String name) {
        return fields.objects(name).stream().map(Members::new).toList();
    }

    /** The value as it was written, unless it is null. */
    Optional<String> raw(String name) {
        return fields.raw(name);
    }
}
