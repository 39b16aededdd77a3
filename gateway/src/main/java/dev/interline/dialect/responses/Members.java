package dev.interline.dialect.responses;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Typed values of an object that was checked before: what is missing, null or of another type is absent. */
record Members(JsonFields fields) {
    static final Members NONE = new Members(JsonFields.NONE);

    /** The members of a JSON object; none when the text is no object. */
    static Members of(byte[] json) {
        try {
            return new Members(JsonFields.scan(json, 0, json.length));
        } catch (MalformedJson _) {
            return NONE;
        }
    }

    static Members of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> string(String name) {
        return fields.string(name);
    }

    Optional<Boolean> flag(String name) {
        int first = first(name);
        return first == 't' || first == 'f' ? Optional.of(first == 't') : Optional.empty();
    }

    OptionalLong integer(String name) {
        Optional<String> number = number(name);
        return number.isPresent() ? OptionalLong.of((long) Double.parseDouble(number.get())) : OptionalLong.empty();
    }

    /** The double that is nearest: the exact number may have more digits than fit into memory. */
    Optional<BigDecimal> decimal(String name) {
        return number(name).map(text -> BigDecimal.valueOf(Double.parseDouble(text)));
    }

    Optional<Members> object(String name) {
        int i = fields.find(name);
        if (first(name) != '{') {
            return Optional.empty();
        }
        try {
            return Optional.of(new Members(JsonFields.scan(fields.bytes(), fields.valueStart(i), fields.valueEnd(i))));
        } catch (MalformedJson e) {
            throw new IllegalStateException("an object that was scanned before", e);
        }
    }

    /** The objects of an array. */
    List<Members> objects(String name) {
        return fields.objects(name).stream().map(Members::new).toList();
    }

    /** The value as it was written. */
    Optional<String> raw(String name) {
        return fields.raw(name);
    }

    /** The whole object as it was written. */
    String raw() {
        return text(fields.from(), fields.to());
    }

    private Optional<String> number(String name) {
        int first = first(name);
        return first == '-' || first >= '0' && first <= '9' ? raw(name) : Optional.empty();
    }

    /** The value's first byte; -1 where there is none. */
    private int first(String name) {
        int i = fields.find(name);
        return i < 0 ? -1 : fields.bytes()[fields.valueStart(i)];
    }

    private String text(int from, int to) {
        return new String(fields.bytes(), from, to - from, StandardCharsets.UTF_8);
    }
}
