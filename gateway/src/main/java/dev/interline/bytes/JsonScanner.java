package dev.interline.bytes;

import java.nio.charset.StandardCharsets;

/**
 * A validating pull scanner over one JSON text in a byte array: no tree, no token objects, nothing decoded unasked.
 *
 * <p>The codecs of the data plane use it where a token object for every token would be most of the garbage of a chunk.
 * Strict RFC 8259, UTF-8 checked, depth bounded by {@link Json#MAX_DEPTH}. Each value is consumed by exactly one of
 * {@link #skip}, {@link #string}, {@link #number}, or by entering it and pulling its members or elements to the end.
 * Reusable after {@link #reset}; not thread-safe.
 *
 * {@snippet :
 * scanner.enterObject();
 * while (scanner.nextMember()) {
 *     switch (scanner.name(NAMES)) {
 *         case "id" -> id = scanner.string();
 *         default -> scanner.skip();
 *     }
 * }
 * scanner.expectEnd();
 * }
 */
public final class JsonScanner {
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final int MOST_DIGITS = 400;

    private byte[] bytes = NULL;
    private int origin;
    private int at;
    private int to;
    private int depth;
    /** Whether nothing of the innermost object or array was read yet: of those around it something always was. */
    private boolean first;
    private int nameFrom;
    private int nameTo;
    private boolean nameEscaped;
    private boolean escaped;
    private int textLength;

    /** A scanner at the first byte of {@code bytes[from, to)}. */
    public static JsonScanner over(byte[] bytes, int from, int to) {
        return new JsonScanner().reset(bytes, from, to);
    }

    /** Starts over at the first byte of {@code bytes[from, to)}. */
    public JsonScanner reset(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.origin = from;
        this.at = from;
        this.to = to;
        this.depth = 0;
        this.first = false;
        return this;
    }

    /** Offset of the next byte to read: behind a value once it is consumed, at its first byte after {@link #peek}. */
    public int position() {
        return at;
    }

    /** The first byte of the next value or sign, white space passed over; -1 at the end. */
    public int peek() {
        int i = solid(at);
        at = i;
        return i < to ? bytes[i] & 0xff : -1;
    }

    /** Whether the next value is the literal {@code null}. */
    public boolean atNull() {
        return peek() == 'n';
    }

    public void enterObject() throws MalformedJson {
        enter('{');
    }

    public void enterArray() throws MalformedJson {
        enter('[');
    }

    /** Moves to the value of the next member; false when the object has ended. */
    public boolean nextMember() throws MalformedJson {
        if (!another('}')) {
            return false;
        }
        if (!isAt('"')) {
            throw fault();
        }
        nameFrom = at + 1;
        passString();
        nameTo = at - 1;
        nameEscaped = escaped;
        at = solid(at);
        if (!isAt(':')) {
            throw fault();
        }
        at = solid(at + 1);
        return true;
    }

    /** Moves to the next element; false when the array has ended. */
    public boolean nextElement() throws MalformedJson {
        if (!another(']')) {
            return false;
        }
        if (at >= to) {
            throw fault();
        }
        return true;
    }

    /** The current member's name if it is one of the known ones, else an empty string. Makes no string. */
    public String name(Names known) {
        return nameEscaped ? known.find(name()) : known.find(bytes, nameFrom, nameTo);
    }

    /** The current member's name. */
    public String name() {
        return text(nameFrom, nameTo, nameEscaped);
    }

    /** Offset of the opening quote of the current member's name, as long as nothing inside its value was entered. */
    public int nameStart() {
        return nameFrom - 1;
    }

    /** Offset behind the closing quote of the current member's name, under the same condition. */
    public int nameEnd() {
        return nameTo + 1;
    }

    /** Consumes the value, whatever it is. */
    public void skip() throws MalformedJson {
        switch (peek()) {
            case '"' -> passString();
            case '{' -> {
                enterObject();
                while (nextMember()) {
                    skip();
                }
            }
            case '[' -> {
                enterArray();
                while (nextElement()) {
                    skip();
                }
            }
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> passNumber();
        }
    }

    /** Consumes a string and decodes it. */
    public String string() throws MalformedJson {
        if (peek() != '"') {
            throw fault();
        }
        int from = at + 1;
        passString();
        return text(from, at - 1, escaped);
    }

    /** Consumes a string and finds it among known ones, without making a string; empty when it is none of them. */
    public String word(Names known) throws MalformedJson {
        if (peek() != '"') {
            throw fault();
        }
        int from = at + 1;
        passString();
        return escaped ? known.find(text(from, at - 1, true)) : known.find(bytes, from, at - 1);
    }

    /** Consumes a string without decoding it and tells how many bytes its text has in UTF-8. */
    public int textLength() throws MalformedJson {
        if (peek() != '"') {
            throw fault();
        }
        passString();
        return textLength;
    }

    /** Consumes a number and gives its text. */
    public String number() throws MalformedJson {
        peek();
        int from = at;
        passNumber();
        return new String(bytes, from, at - from, StandardCharsets.US_ASCII);
    }

    /** Consumes a number and gives the double that is nearest to it. */
    public double decimal() throws MalformedJson {
        int from = solid(at);
        at = from;
        passNumber();
        return Decimals.parse(bytes, from, at);
    }

    /** Consumes any value; a number's whole part (saturated), and 0 for everything else. */
    public long count() throws MalformedJson {
        int first = peek();
        if (first != '-' && (first < '0' || first > '9')) {
            skip();
            return 0;
        }
        int from = at;
        passNumber();
        long value = 0;
        for (int i = first == '-' ? from + 1 : from; i < at; i++) {
            byte digit = bytes[i];
            if (digit < '0' || digit > '9') {
                return (long) Decimals.parse(bytes, from, at);
            }
            value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + digit - '0';
        }
        return first == '-' ? -value : value;
    }

    /** Consumes the end of the text: nothing but white space may be left. */
    public void expectEnd() throws MalformedJson {
        if (peek() != -1) {
            throw new MalformedJson("Unexpected content behind the JSON value at byte " + (at - origin));
        }
    }

    /** A fault at the current place. */
    public MalformedJson fault() {
        return new MalformedJson(at >= to
                ? "The JSON ends too early, at byte " + (to - origin)
                : "The JSON is not valid at byte " + (at - origin));
    }

    private void enter(char bracket) throws MalformedJson {
        at = solid(at);
        if (!isAt(bracket)) {
            throw fault();
        }
        if (depth == Json.MAX_DEPTH) {
            throw new MalformedJson("The JSON is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        at++;
        depth++;
        first = true;
    }

    /** Moves to the next member or element, behind the comma; false when the bracket closes here. */
    private boolean another(char closing) throws MalformedJson {
        at = solid(at);
        if (isAt(closing)) {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (!first) {
            if (!isAt(',')) {
                throw fault();
            }
            at = solid(at + 1);
        }
        first = false;
        return true;
    }

    private boolean isAt(char sign) {
        return at < to && bytes[at] == sign;
    }

    /** The offset of the first byte from here on that is no white space. */
    private int solid(int from) {
        byte[] in = bytes;
        int i = from;
        while (i < to && in[i] <= ' ' && (in[i] == ' ' || in[i] == '\n' || in[i] == '\r' || in[i] == '\t')) {
            i++;
        }
        return i;
    }

    private void literal(byte[] word) throws MalformedJson {
        for (byte letter : word) {
            if (at >= to || bytes[at] != letter) {
                throw fault();
            }
            at++;
        }
    }

    private void passNumber() throws MalformedJson {
        if (isAt('-')) {
            at++;
        }
        if (isAt('0')) {
            at++;
        } else {
            passDigits();
        }
        if (isAt('.')) {
            at++;
            passDigits();
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            if (isAt('+') || isAt('-')) {
                at++;
            }
            passDigits();
        }
    }

    private void passDigits() throws MalformedJson {
        byte[] in = bytes;
        int i = at;
        while (i < to && in[i] >= '0' && in[i] <= '9') {
            i++;
        }
        int digits = i - at;
        at = i;
        if (digits == 0 || digits > MOST_DIGITS) {
            throw fault();
        }
    }

    /** Moves over a string, the opening quote being next. */
    private void passString() throws MalformedJson {
        byte[] in = bytes;
        int from = at + 1;
        int i = from;
        int saved = 0;
        boolean hasEscapes = false;
        while (true) {
            i = ByteSearch.plainEnd(in, i, to);
            byte b = i < to ? in[i] : 0;
            if (b == '"') {
                textLength = i - from - saved;
                escaped = hasEscapes;
                at = i + 1;
                return;
            }
            if (b == '\\') {
                hasEscapes = true;
                int length = orFault(Escapes.length(in, i, to));
                saved += length == 2 ? 1 : length - Escapes.unitLength(in, i);
                i += length;
            } else if (b < 0) {
                do {
                    i += orFault(Utf8.length(in, i, to));
                } while (i < to && in[i] < 0);
            } else {
                at = i;
                throw fault();
            }
        }
    }

    /** A length, or the fault at the place that its complement tells. */
    private int orFault(int length) throws MalformedJson {
        if (length < 0) {
            at = ~length;
            throw fault();
        }
        return length;
    }

    private String text(int from, int end, boolean hasEscapes) {
        return hasEscapes ? Escapes.decode(bytes, from, end)
                : new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}
