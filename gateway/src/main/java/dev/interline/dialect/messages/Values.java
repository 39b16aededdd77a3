package dev.interline.dialect.messages;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Rejected;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

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
        try (JsonParser parser = parser(name)) {
            if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT
                    || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrong(name, "Input should be a valid integer");
            }
            if (parser.getLongValue() < least) {
                throw wrong(name, "Input should be greater than or equal to " + least);
            }
            return OptionalLong.of(parser.getLongValue());
        }
    }

    Optional<BigDecimal> decimal(String name, int least, int most) {
        if (!fields.hasValue(name)) {
            return Optional.empty();
        }
        try (JsonParser parser = parser(name)) {
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
                throw wrong(name, "Input should be a valid number");
            }
            BigDecimal value = parser.getDecimalValue();
            if (value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0) {
                throw wrong(name, "Input should be between " + least + " and " + most);
            }
            return Optional.of(value);
        }
    }

    List<String> strings(String name) {
        if (!fields.hasValue(name)) {
            return List.of();
        }
        var found = new ArrayList<String>();
        try (JsonParser parser = parser(name)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw wrong(name, "Input should be a valid array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw wrong(name + "." + found.size(), "Input should be a valid string");
                }
                found.add(parser.getString());
            }
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

    private JsonParser parser(String name) {
        int i = fields.find(name);
        return Json.parser(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
    }

    private Rejected wrong(String name, String what) {
        return RequestScan.invalid(path + name + ": " + what);
    }
}
