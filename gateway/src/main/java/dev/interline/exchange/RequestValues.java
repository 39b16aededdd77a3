package dev.interline.exchange;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads values of a request and rejects those that are not allowed, telling the field's path, the value and what is
 * allowed. JSON {@code null} counts as not sent wherever the result is optional. Not thread-safe.
 */
public final class RequestValues {
    private static final int SHOWN = 60;

    private final JsonScanner in;
    private final byte[] bytes;
    /** Names of members and indexes of elements: made a text of only when something is wrong. */
    private final List<Object> path = new ArrayList<>();

    /**
     * @param in stands before a value
     * @param bytes what it reads from
     */
    public RequestValues(JsonScanner in, byte[] bytes) {
        this.in = in;
        this.bytes = bytes;
    }

    public JsonScanner in() {
        return in;
    }

    /** Goes on inside the named member. */
    public void enter(String name) {
        path.add(name);
    }

    /** Goes on inside the element of this index. */
    public void enter(int index) {
        path.add(index);
    }

    /** Goes back to where the last {@code enter} was told. */
    public void leave() {
        path.removeLast();
    }

    /** The path of the named member of what was entered. */
    public String path(String name) {
        var text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer index) {
                text.append('[').append(index).append(']');
            } else {
                append((String) step, text);
            }
        }
        return append(name, text).toString();
    }

    /** A rejection of the named member, as in {@code "stop: must have 4 entries or fewer"}. */
    public Rejected rejected(String name, String why) {
        return new Rejected(Problem.invalid(path(name) + ": " + why).with("param", path(name)));
    }

    /** A string. */
    public Optional<String> string(String name) throws MalformedJson {
        return string(name, Integer.MAX_VALUE);
    }

    /** A string of at most {@code most} characters. */
    public Optional<String> string(String name, int most) throws MalformedJson {
        if (isNull()) {
            return Optional.empty();
        }
        expect('"', name, "a string");
        String value = in.string();
        if (value.length() > most) {
            throw rejected(name, "has " + value.length() + " characters; at most " + most + " are allowed");
        }
        return Optional.of(value);
    }

    /** Checks that a string is next and passes over it. */
    public void text(String name) throws MalformedJson {
        expect('"', name, "a string");
        in.skip();
    }

    /** One of the known words. */
    public Optional<String> word(String name, Names known, String allowed) throws MalformedJson {
        if (isNull()) {
            return Optional.empty();
        }
        int from = in.position();
        String word = in.peek() == '"' ? in.word(known) : passed();
        if (word.isEmpty()) {
            throw rejected(name, shown(from) + " is not allowed; expected one of " + allowed);
        }
        return Optional.of(word);
    }

    /** true or false. */
    public Optional<Boolean> flag(String name) throws MalformedJson {
        if (isNull()) {
            return Optional.empty();
        }
        int first = in.peek();
        if (first != 't' && first != 'f') {
            throw wrong(name, "true or false");
        }
        in.skip();
        return Optional.of(first == 't');
    }

    /** A whole number between the bounds. */
    public OptionalLong integer(String name, long least, long most) throws MalformedJson {
        if (isNull()) {
            return OptionalLong.empty();
        }
        int from = in.position();
        double value = decimal(name, "an integer");
        if (value != Math.rint(value) || value < least || value > most) {
            throw rejected(name, shown(from) + " is not allowed; expected an integer " + range(least, most));
        }
        return OptionalLong.of((long) value);
    }

    /** A number between the bounds; false when none was sent. */
    public boolean number(String name, double least, double most) throws MalformedJson {
        if (isNull()) {
            return false;
        }
        int from = in.position();
        double value = decimal(name, "a number");
        if (value < least || value > most) {
            throw rejected(name, shown(from) + " is not allowed; expected a number from " + plain(least) + " to "
                    + plain(most));
        }
        return true;
    }

    /** The number that stands from there to here, exactly; it was read as one. */
    public BigDecimal written(int from) {
        return new BigDecimal(new String(bytes, from, in.position() - from, StandardCharsets.US_ASCII).strip());
    }

    /** Strings. */
    public List<String> strings(String name) throws MalformedJson {
        if (isNull()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        array(name, "an array of strings", i -> {
            expect('"', "", "a string");
            values.add(in.string());
        });
        return values;
    }

    /** The elements of an array, each of which {@code read} consumes. */
    public int array(String name, String what, Element read) throws MalformedJson {
        expect('[', name, what);
        in.enterArray();
        enter(name);
        int i = 0;
        while (in.nextElement()) {
            enter(i);
            read.value(i++);
            leave();
        }
        leave();
        return i;
    }

    /** The members of an object, each of which {@code read} consumes; false when none was sent. */
    public boolean object(String name, Names known, Member read) throws MalformedJson {
        if (isNull()) {
            return false;
        }
        expect('{', name, "an object");
        in.enterObject();
        enter(name);
        while (in.nextMember()) {
            read.value(in.name(known));
        }
        leave();
        return true;
    }

    /** Checks that an object is next and passes over it. */
    public boolean object(String name) throws MalformedJson {
        if (isNull()) {
            return false;
        }
        expect('{', name, "an object");
        in.skip();
        return true;
    }

    /** Passes over {@code null}; false when something else is next. */
    public boolean isNull() throws MalformedJson {
        if (!in.atNull()) {
            return false;
        }
        in.skip();
        return true;
    }

    /** Rejects the value that is next unless it begins with this byte. */
    public void expect(char first, String name, String what) throws MalformedJson {
        if (in.peek() != first) {
            throw wrong(name, what);
        }
    }

    /** A rejection of the value that is next for its type. */
    public Rejected wrong(String name, String what) throws MalformedJson {
        String type = switch (in.peek()) {
            case '"' -> "a string";
            case '{' -> "an object";
            case '[' -> "an array";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
        in.skip();
        return rejected(name, "must be " + what + ", not " + type);
    }

    private static StringBuilder append(String name, StringBuilder path) {
        return path.isEmpty() || name.isEmpty() ? path.append(name) : path.append('.').append(name);
    }

    private double decimal(String name, String what) throws MalformedJson {
        int first = in.peek();
        if (first != '-' && (first < '0' || first > '9')) {
            throw wrong(name, what);
        }
        return in.decimal();
    }

    private String passed() throws MalformedJson {
        in.skip();
        return "";
    }

    private String shown(int from) {
        String text = new String(bytes, from, Math.min(in.position() - from, SHOWN), StandardCharsets.UTF_8);
        return in.position() - from > SHOWN ? text + "..." : text;
    }

    private static String range(long least, long most) {
        if (least == Long.MIN_VALUE) {
            return "of at most 64 bits";
        }
        return most == Long.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : String.format(Locale.ROOT, "%s", bound);
    }

    /** Consumes one element. */
    public interface Element {
        void value(int index) throws MalformedJson;
    }

    /** Consumes one member's value; the name is empty when it is not a known one. */
    public interface Member {
        void value(String name) throws MalformedJson;
    }
}
