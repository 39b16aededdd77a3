package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Typed values of an object's members. A member that is missing or {@code null} is absent; one of another type, or out
 * of bounds, is {@link Rejected} with its path.
 */
record Values(JsonFields fields, String path) {
    Optional<String> string(String name) {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        Optional<String> text = fields.string(name);
        if (text.isEmpty()) {
            throw wrong(name, "Input should be a valid string");
        }
        return text;
    }

    Optional<Boolean> bool(String name) {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        byte first = fields.bytes()[fields.valueStart(fields.find(name))];
        if (first != 't' && first != 'f') {
            throw wrong(name, "Input should be a valid boolean");
        }
        return Optional.of(first == 't');
    }

    OptionalLong integer(String name, long least) {
        if (!fields.hasValue(name)) {
            return OptionalLong.empty();
        }
        long value;
        try {
            value = Long.parseLong(number(name, "Input should be a valid integer"));
        } catch (NumberFormatException e) {
            throw wrong(name, "Input should be a valid integer");
        }
        if (value < least) {
            throw wrong(name, "Input should be greater than or equal to " + least);
        }
        return OptionalLong.of(value);
    }

    Optional<BigDecimal> decimal(String name, int least, int most) {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        String number = number(name, "Input should be a valid number");
        try {
            var value = new BigDecimal(number);
            if (value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // An exponent beyond all bounds, told below.
        }
        throw wrong(name, "Input should be between " + least + " and " + most);
    }

    List<String> strings(String name) {
        if (!fields.hasValue(name)) {
            return List.of();
        }
        var found = new ArrayList<String>();
        try {
            JsonScanner in = scanner(name);
            if (in.peek() != '[') {
                throw wrong(name, "Input should be a valid array");
            }
            in.enterArray();
            while (in.nextElement()) {
                if (in.peek() != '"') {
                    throw wrong(name + "." + found.size(), "Input should be a valid string");
                }
                found.add(in.string());
            }
        } catch (MalformedJson e) {
            throw new IllegalStateException("a value that was scanned before", e);
        }
        return found;
    }

    Optional<JsonFields> object(String name) {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        int i = fields.find(name);
        try {
            return Optional.of(JsonFields.scan(fields.bytes(), fields.valueStart(i), fields.valueEnd(i)));
        } catch (MalformedJson _) {
            throw wrong(name, "Input should be a valid object");
        }
    }

    List<JsonFields> objects(String name) {
        if (!fields.hasValue(name)) {
            return List.of();
        }
        int member = fields.find(name);
        if (fields.bytes()[fields.valueStart(member)] != '[') {
            throw wrong(name, "Input should be a valid array");
        }
        return Blocks.all(fields.bytes(), fields.valueStart(member), fields.valueEnd(member), path + name);
    }

    /** The number as it is written. */
    private String number(String name, String otherwise) {
        int i = fields.find(name);
        byte first = fields.bytes()[fields.valueStart(i)];
        if (first != '-' && (first < '0' || first > '9')) {
            throw wrong(name, otherwise);
        }
        return new String(fields.bytes(), fields.valueStart(i), fields.valueEnd(i) - fields.valueStart(i),
                StandardCharsets.US_ASCII);
    }

    private JsonScanner scanner(String name) {
        int i = fields.find(name);
        return JsonScanner.over(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
    }

    private Rejected wrong(String name, String what) {
        return RequestScan.invalid(path + name + ": " + what);
    }
}
