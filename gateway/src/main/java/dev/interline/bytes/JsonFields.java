package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;

/**
 * The members of one JSON object as spans in its bytes: one validating pass, no tree, nothing copied but the names.
 *
 * <p>Of a name that occurs twice the last one counts, as in every common JSON library. Immutable after the scan.
 */
public final class JsonFields {
    /** No members at all. */
    public static final JsonFields NONE = new JsonFields(new byte[]{'{', '}'}, 0, 2);

    private static final int STRIDE = 3;
    private static final int USUAL = 8;

    private final byte[] bytes;
    private final int from;
    private int to;
    private String[] names = new String[USUAL];
    private int[] spans = new int[USUAL * STRIDE];
    private int size;

    private JsonFields(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** Looks at the members while they are scanned, so that checking a body takes no second pass. */
    public interface Visitor {
        /** Consumes the value that is next. */
        void value(String name, JsonScanner in) throws MalformedJson;
    }

    /**
     * Reads the object that fills {@code bytes[from, to)}, white space around it aside.
     *
     * @throws MalformedJson when the bytes are not one valid JSON object, are nested deeper than {@link Json#MAX_DEPTH}
     *         or carry anything behind the object
     */
    public static JsonFields scan(byte[] bytes, int from, int to) throws MalformedJson {
        return scan(bytes, from, to, Names.NONE);
    }

    /** The same; of members with a known name no name is made. */
    public static JsonFields scan(byte[] bytes, int from, int to, Names known) throws MalformedJson {
        return scan(bytes, from, to, known, (_, in) -> in.skip());
    }

    /** The same, showing each member to a visitor on the way. */
    public static JsonFields scan(byte[] bytes, int from, int to, Names known, Visitor visitor) throws MalformedJson {
        var in = JsonScanner.over(bytes, from, to);
        if (in.peek() != '{') {
            throw new MalformedJson("The body must be a JSON object");
        }
        var fields = new JsonFields(bytes, from, to);
        fields.read(in, known, visitor);
        in.expectEnd();
        return fields;
    }

    /** The objects of the array that fills {@code bytes[from, to)}; anything else in it is passed over. */
    public static List<JsonFields> objects(byte[] bytes, int from, int to) throws MalformedJson {
        var found = new ArrayList<JsonFields>();
        var in = JsonScanner.over(bytes, from, to);
        in.enterArray();
        while (in.nextElement()) {
            if (in.peek() == '{') {
                found.add(next(in, bytes));
            } else {
                in.skip();
            }
        }
        return found;
    }

    /** Consumes the object that is next of what {@code in} reads from {@code bytes}. */
    public static JsonFields next(JsonScanner in, byte[] bytes) throws MalformedJson {
        in.peek();
        var fields = new JsonFields(bytes, in.position(), in.position());
        fields.read(in, Names.NONE, (_, value) -> value.skip());
        fields.to = in.position();
        return fields;
    }

    /** Number of members, duplicates included. */
    public int size() {
        return size;
    }

    /** Name of the i-th member, in the order of the bytes. */
    public String name(int i) {
        return names[i];
    }

    /** Offset of the opening quote of the i-th member's name. */
    public int memberStart(int i) {
        return spans[i * STRIDE];
    }

    /** Offset of the first byte of the i-th member's value. */
    public int valueStart(int i) {
        return spans[i * STRIDE + 1];
    }

    /** Offset behind the last byte of the i-th member's value. */
    public int valueEnd(int i) {
        return spans[i * STRIDE + 2];
    }

    /** Index of the member that counts for this name, or -1. */
    public int find(String name) {
        for (int i = size - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public boolean has(String name) {
        return find(name) >= 0;
    }

    /** Whether the member is there and is not the literal {@code null}. */
    public boolean hasValue(String name) {
        int i = find(name);
        return i >= 0 && bytes[valueStart(i)] != 'n';
    }

    /** A parser over the member's value, or empty when the member is missing. */
    public Optional<JsonParser> value(String name) {
        int i = find(name);
        return i < 0 ? Optional.empty() : Optional.of(Json.parser(bytes, valueStart(i), valueEnd(i)));
    }

    /** The member's value when it is a JSON string. */
    public Optional<String> string(String name) {
        int i = find(name);
        if (i < 0 || bytes[valueStart(i)] != '"') {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonScanner.over(bytes, valueStart(i), valueEnd(i)).string());
        } catch (MalformedJson e) {
            throw new IllegalStateException("a string that was scanned before", e);
        }
    }

    /** The member's value as it was written, unless it is the literal {@code null}. */
    public Optional<String> raw(String name) {
        int i = find(name);
        return i < 0 || bytes[valueStart(i)] == 'n' ? Optional.empty()
                : Optional.of(new String(bytes, valueStart(i), valueEnd(i) - valueStart(i), StandardCharsets.UTF_8));
    }

    /** The objects in the member's value, when it is an array. */
    public List<JsonFields> objects(String name) {
        int i = find(name);
        if (i < 0 || bytes[valueStart(i)] != '[') {
            return List.of();
        }
        try {
            return objects(bytes, valueStart(i), valueEnd(i));
        } catch (MalformedJson e) {
            throw new IllegalStateException("an array that was scanned before", e);
        }
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Offset where the window of the object begins. */
    public int from() {
        return from;
    }

    /** Offset behind the window of the object. */
    public int to() {
        return to;
    }

    private void read(JsonScanner in, Names known, Visitor visitor) throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            member(in, known, visitor);
        }
    }

    private void member(JsonScanner in, Names known, Visitor visitor) throws MalformedJson {
        int i = size++;
        if (i == names.length) {
            names = Arrays.copyOf(names, names.length * 2);
            spans = Arrays.copyOf(spans, spans.length * 2);
        }
        String name = in.name(known);
        name = name.isEmpty() ? in.name() : name;
        names[i] = name;
        spans[i * STRIDE] = in.nameStart();
        spans[i * STRIDE + 1] = in.position();
        visitor.value(name, in);
        spans[i * STRIDE + 2] = in.position();
    }
}
