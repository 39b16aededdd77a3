package dev.interline.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The members of a small JSON object, read by streaming: text as strings, integers as {@code Long}, other numbers as
 * {@code BigDecimal}, null as nothing.
 */
record Fields(Map<String, Object> members) {
    private static final Fields NONE = new Fields(Map.of());

    /** Reads the object that the parser stands at the start of. */
    static Fields read(JsonParser in) {
        var members = HashMap.<String, Object>newHashMap(12);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            Object value = value(in);
            if (value != null) {
                members.put(name, value);
            }
        }
        return new Fields(members);
    }

    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** @throws IllegalArgumentException without such a text */
    String required(String name) {
        return text(name).orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + members));
    }

    /** A whole number, 0 without one. */
    long number(String name) {
        return members.get(name) instanceof Long number ? number : 0;
    }

    Optional<Boolean> flag(String name) {
        return members.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    boolean is(String name) {
        return flag(name).orElse(false);
    }

    /** The texts of an array; what is no text is left out. */
    List<String> texts(String name) {
        return all(String.class, name);
    }

    Fields child(String name) {
        return members.get(name) instanceof Fields child ? child : NONE;
    }

    /** The objects of an array; what is no object is left out. */
    List<Fields> children(String name) {
        return all(Fields.class, name);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Set<String> names() {
        return members.keySet();
    }

    /** A number, or a text that is one. */
    Optional<BigDecimal> decimal(String name) {
        return switch (members.get(name)) {
            case String text -> Optional.of(new BigDecimal(text));
            case Long number -> Optional.of(BigDecimal.valueOf(number));
            case BigDecimal number -> Optional.of(number);
            case null, default -> Optional.empty();
        };
    }

    private <T> List<T> all(Class<T> type, String name) {
        if (!(members.get(name) instanceof List<?> items)) {
            return List.of();
        }
        var all = new ArrayList<T>(items.size());
        for (Object item : items) {
            if (type.isInstance(item)) {
                all.add(type.cast(item));
            }
        }
        return all;
    }

    private static @Nullable Object value(JsonParser in) {
        return switch (in.currentToken()) {
            case START_OBJECT -> read(in);
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    Object item = value(in);
                    if (item != null) {
                        items.add(item);
                    }
                }
                yield items;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }
}
