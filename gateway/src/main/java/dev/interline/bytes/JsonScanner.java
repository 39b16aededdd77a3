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

    private final boolean[] begun = new boolean[Json.MAX_DEPTH + 1];
    private byte[] bytes = NULL;
    private int origin;
    private int at;
    private int to;
    private int depth;
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
        return this;
    }

    /** Offset of the next byte to read: behind a value once it is consumed, at its first byte after {@link #peek}. */
    public int position() {
        return at;
    }

    /** The first byte of the next value or sign, white space passed over; -1 at the end. */
    public int peek() {
        while (at < to) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xff;
            }
            at++;
        }
        return -1;
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
        if (peek() != '"') {
            throw fault();
        }
        nameFrom = at + 1;
        passString();
        nameTo = at - 1;
        nameEscaped = escaped;
        if (peek() != ':') {
            throw fault();
        }
        at++;
        peek();
        return true;
    }

    /** Moves to the next element; false when the array has ended. */
    public boolean nextElement() throws MalformedJson {
        if (!another(']')) {
            return false;
        }
        if (peek() == -1) {
            throw fault();
        }
        return true;
    }

    /** The current member's name if it is one of the known ones, else an empty string. Makes no string. */
    public String name(Names known) throws MalformedJson {
        return nameEscaped ? known.find(name()) : known.find(bytes, nameFrom, nameTo);
    }

    /** The current member's name. */
    public String name() throws MalformedJson {
        return decode(nameFrom, nameTo, nameEscaped);
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
        return decode(from, at - 1, escaped);
    }

    /** Consumes a string and finds it among known ones, without making a string; empty when it is none of them. */
    public String word(Names known) throws MalformedJson {
        if (peek() != '"') {
            throw fault();
        }
        int from = at + 1;
        passString();
        return escaped ? known.find(decode(from, at - 1, true)) : known.find(bytes, from, at - 1);
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
                return (long) Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
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
        if (peek() != bracket) {
            throw fault();
        }
        if (depth == Json.MAX_DEPTH) {
            throw new MalformedJson("The JSON is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        at++;
        begun[++depth] = false;
    }

    private boolean another(char closing) throws MalformedJson {
        int next = peek();
        if (next == closing) {
            at++;
            depth--;
            return false;
        }
        if (begun[depth]) {
            if (next != ',') {
                throw fault();
            }
            at++;
        }
        begun[depth] = true;
        return true;
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
        if (at < to && bytes[at] == '-') {
            at++;
        }
        if (at < to && bytes[at] == '0') {
            at++;
        } else {
            passDigits();
        }
        if (at < to && bytes[at] == '.') {
            at++;
            passDigits();
        }
        if (at < to && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < to && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            passDigits();
        }
    }

    private void passDigits() throws MalformedJson {
        int from = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from || at - from > 400) {
            throw fault();
        }
    }

    /** Moves over a string, the opening quote being next. */
    private void passString() throws MalformedJson {
        byte[] in = bytes;
        int end = to;
        int from = at + 1;
        int i = from;
        int saved = 0;
        boolean hasEscapes = false;
        while (i < end) {
            byte b = in[i];
            if (b == '"') {
                textLength = i - from - saved;
                escaped = hasEscapes;
                at = i + 1;
                return;
            }
            if (b == '\\') {
                hasEscapes = true;
                int length = escapeLength(i);
                saved += length == 2 ? 1 : 6 - encodedLength(hex(i + 2));
                i += length;
            } else if (b >= 0x20) {
                i++;
            } else if (b < 0) {
                i += sequenceLength(i);
            } else {
                throw faultAt(i);
            }
        }
        throw faultAt(end);
    }

    private int escapeLength(int i) throws MalformedJson {
        if (i + 1 >= to) {
            throw faultAt(to);
        }
        return switch (bytes[i + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> 6;
            default -> throw faultAt(i);
        };
    }

    /** The four hexadecimal digits at an offset. */
    private int hex(int i) throws MalformedJson {
        if (i + 4 > to) {
            throw faultAt(to);
        }
        int value = 0;
        for (int k = i; k < i + 4; k++) {
            int digit = Character.digit(bytes[k], 16);
            if (digit < 0) {
                throw faultAt(k);
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Bytes that a UTF-16 unit takes in UTF-8; each half of a surrogate pair counts two. */
    private static int encodedLength(int unit) {
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }

    /** Length of the well-formed UTF-8 sequence at an offset (Unicode, table 3-7). */
    private int sequenceLength(int i) throws MalformedJson {
        int lead = bytes[i] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4) {
            throw faultAt(i);
        }
        if (i + length > to) {
            throw faultAt(to);
        }
        int second = bytes[i + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            throw faultAt(i);
        }
        for (int k = i + 2; k < i + length; k++) {
            if ((bytes[k] & 0xc0) != 0x80) {
                throw faultAt(k);
            }
        }
        return length;
    }

    private MalformedJson faultAt(int place) {
        at = place;
        return fault();
    }

    private String decode(int from, int end, boolean hasEscapes) throws MalformedJson {
        if (!hasEscapes) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
        var text = new StringBuilder(end - from);
        int plain = from;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
                text.append(unescaped(i));
                i += bytes[i + 1] == 'u' ? 5 : 1;
                plain = i + 1;
            }
        }
        return text.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8)).toString();
    }

    private char unescaped(int i) throws MalformedJson {
        return switch (bytes[i + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) hex(i + 2);
            default -> (char) bytes[i + 1];
        };
    }
}
