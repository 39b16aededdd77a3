package dev.interline.admin.api;

import dev.interline.bytes.Json;
import dev.interline.exchange.Money;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The fields of a JSON object that somebody sent. Whatever is not as it should be is {@link Rejected} with a message that
 * names the field, and so is, at {@link #done}, a field that nobody has asked for: what is not understood must not seem to
 * be obeyed.
 */
public final class Input {
    private static final int MOST_NAMES = 100;

    private final JsonNode object;
    /** Before the names of fields in messages: {@code filters[0].} */
    private final String at;
    private final Set<String> known = new HashSet<>();

    private Input(JsonNode object, String at) {
        this.object = object;
        this.at = at;
    }

    static Input parse(byte[] body) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(body);
        } catch (JacksonException e) {
            throw invalid("the request body is not JSON: " + e.getOriginalMessage());
        }
        if (!root.isObject()) {
            throw invalid("the request body must be a JSON object");
        }
        return new Input(root, "");
    }

    /** Whether a field is there, be it null. */
    public boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** Whether a field is null or absent. */
    public boolean isNull(String name) {
        return value(name).isEmpty();
    }

    private Optional<JsonNode> value(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private Rejected wrong(String name, String expected) {
        return invalid(at + name + ": expected " + expected);
    }

    private <T> T required(Optional<T> value, String name, String expected) {
        return value.orElseThrow(() -> wrong(name, expected));
    }

    public String text(String name) {
        return required(optionalText(name), name, "a string");
    }

    /** Empty if the field is absent or null; so do all that follow. */
    public Optional<String> optionalText(String name) {
        return value(name).map(value -> value.stringValueOpt().orElseThrow(() -> wrong(name, "a string")))
                .map(text -> storable(at + name, text));
    }

    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> value.booleanValueOpt()
                .orElseThrow(() -> wrong(name, "true or false")));
    }

    /** Dollars, to the nano-dollar. */
    public Optional<Money> money(String name) {
        return value(name).map(value -> {
            try {
                if (value.isNumber()) {
                    return Money.ofDollars(value.decimalValue());
                }
            } catch (ArithmeticException e) {
                // More than anybody has: told below.
            }
            throw wrong(name, "a number of dollars");
        });
    }

    public Money requiredMoney(String name) {
        return required(money(name), name, "a number of dollars");
    }

    /** A whole number in these bounds. */
    public OptionalInt number(String name, int least, int most) {
        var value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get().isIntegralNumber() && value.get().canConvertToInt()) {
            int number = value.get().intValue();
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        throw wrong(name, "a whole number from " + least + " to " + most);
    }

    /** An instant in UTC (ISO 8601). */
    public Optional<Instant> time(String name) {
        return optionalText(name).map(text -> {
            try {
                var time = OffsetDateTime.parse(text);
                if (time.getOffset().equals(ZoneOffset.UTC)) {
                    return time.toInstant();
                }
            } catch (DateTimeException e) {
                // No time: told below.
            }
            throw wrong(name, "a time in UTC such as 2027-12-31T23:59:59Z");
        });
    }

    public Instant requiredTime(String name) {
        return required(time(name), name, "a time in UTC such as 2027-12-31T23:59:59Z");
    }

    /** One of these words, as what it stands for. */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        return optionalText(name).map(text -> Optional.ofNullable(words.get(text))
                .orElseThrow(() -> wrong(name, "one of " + String.join(", ", words.keySet()))));
    }

    public <T> T requiredWord(String name, Map<String, T> words) {
        return required(word(name, words), name, "one of " + String.join(", ", words.keySet()));
    }

    /** Strings, so many; empty if the field is absent or null. */
    public List<String> texts(String name, int least, int most) {
        var found = new ArrayList<String>();
        for (var item : items(name, least, most, "strings")) {
            found.add(storable(at + name,
                    item.stringValueOpt().orElseThrow(() -> wrong(name, "an array of strings"))));
        }
        return found;
    }

    /** A list of what is allowed: at least one name; empty, for anything, if the field is null. */
    public List<String> names(String name) {
        return value(name).isEmpty() ? List.of() : texts(name, 1, MOST_NAMES);
    }

    /** Objects, so many; empty if the field is absent or null. */
    public List<Input> objects(String name, int least, int most) {
        var found = new ArrayList<Input>();
        for (var item : items(name, least, most, "objects")) {
            if (!item.isObject()) {
                throw wrong(name, "an array of objects");
            }
            found.add(new Input(item, at + name + "[" + found.size() + "]."));
        }
        return found;
    }

    public Optional<Input> object(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw wrong(name, "an object");
            }
            return new Input(value, at + name + ".");
        });
    }

    /** Whether a field holds an array. */
    public boolean isArray(String name) {
        return value(name).filter(JsonNode::isArray).isPresent();
    }

    private List<JsonNode> items(String name, int least, int most, String what) {
        var value = value(name);
        if (value.isEmpty() && least == 0) {
            return List.of();
        }
        var array = value.filter(JsonNode::isArray).filter(list -> list.size() >= least && list.size() <= most);
        return required(array, name, "an array of " + least + " to " + most + " " + what).valueStream().toList();
    }

    /** Accepts fields that stand for something that is not done, if they say that it is not to be done. */
    public void refuse(Map<String, JsonNode> defaults) {
        defaults.forEach((name, only) -> {
            var value = value(name);
            boolean same = value.isEmpty() ? only.isNull() || !object.has(name) : isSame(value.get(), only);
            if (!same) {
                throw invalid(at + name + ": this gateway does not do that; leave it out, or say " + only);
            }
        });
    }

    private static boolean isSame(JsonNode value, JsonNode only) {
        return value.isNumber() && only.isNumber() ? value.decimalValue().compareTo(only.decimalValue()) == 0
                : value.equals(only);
    }

    /** Ends the reading: no field may be there that was not asked for. */
    public void done() {
        var unknown = object.propertyNames().stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw invalid(at + unknown.getFirst() + ": there is no such field here; known ones are "
                    + String.join(", ", known.stream().sorted().toList()));
        }
    }

    /** The same text, which not every database could keep or look for if it had a NUL character. */
    static String storable(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw invalid(name + ": expected a string without NUL characters");
        }
        return text;
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
