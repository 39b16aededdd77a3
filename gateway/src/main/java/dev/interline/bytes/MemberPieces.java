package dev.interline.bytes;

/**
 * Cuts one JSON object that arrives in pieces into its members, and keeps nothing of it but a member's name: what is large
 * is passed on while it comes, and no pause is ever longer than one piece takes.
 *
 * <p>Strict RFC 8259 in structure, with two liberties that would cost a second look at every byte: of a number only the
 * letters are checked, of text beyond ASCII nothing. Not thread-safe.
 */
public final class MemberPieces {
    /** Hears of the members in their order. */
    public interface Handler {
        /** A member begins. */
        void member(String name) throws MalformedJson;

        /** More of the member's value, without white space around it; valid only during the call. */
        void piece(byte[] bytes, int from, int to) throws MalformedJson;

        /** The member has ended. */
        void ended() throws MalformedJson;
    }

    private enum Place {
        /** Before the object. */
        BEGINNING,
        /** Behind an opening brace: a name, or the end. */
        FIRST_NAME,
        /** Behind a comma in an object. */
        NAME,
        /** In a name. */
        IN_NAME,
        COLON,
        /** Behind an opening bracket: a value, or the end. */
        FIRST_VALUE, VALUE, IN_STRING, IN_NUMBER,
        /** In true, false or null. */
        IN_WORD,
        /** Behind a value. */
        NEXT,
        /** Behind the object. */
        END
    }

    private static final String[] WORDS = {"true", "false", "null"};

    private final Handler handler;
    /** For each open bracket whether it is a brace. */
    private final boolean[] braces = new boolean[Json.MAX_DEPTH + 1];
    private final ByteSink name = new ByteSink(32);
    private Place place = Place.BEGINNING;
    private int depth;
    private boolean escaped;
    private String word = "";
    private int letters;
    /** Where what was not yet passed on of a member's value begins; -1 outside of one. */
    private int pending = -1;
    private long passed;

    /** @param handler is told of the members while they are read */
    public MemberPieces(Handler handler) {
        this.handler = handler;
    }

    /** Whether the object was read to its end. */
    public boolean isWhole() {
        return place == Place.END;
    }

    /** How the text is broken that ends here. */
    public MalformedJson cut() {
        return new MalformedJson("The JSON ends too early, at byte " + passed);
    }

    /** Reads {@code bytes[from, to)}, the next piece of the text. */
    public void read(byte[] bytes, int from, int to) throws MalformedJson {
        boolean inside = pending >= 0;
        pending = inside ? from : -1;
        int i = from;
        while (i < to) {
            i = switch (place) {
                case IN_STRING, IN_NAME -> string(bytes, i, to);
                case IN_NUMBER -> number(bytes, i, to);
                case IN_WORD -> word(bytes, i, from);
                case BEGINNING, FIRST_NAME, NAME, COLON, FIRST_VALUE, VALUE, NEXT, END -> sign(bytes, i, from);
            };
        }
        if (pending >= 0) {
            handler.piece(bytes, pending, to);
            pending = 0;
        }
        passed += to - from;
    }

    private int string(byte[] bytes, int from, int to) throws MalformedJson {
        boolean collects = place == Place.IN_NAME && depth == 1;
        int i = from;
        boolean over = false;
        while (i < to && !over) {
            if (escaped) {
                escaped = false;
                i++;
                continue;
            }
            i = ByteSearch.plainEnd(bytes, i, to);
            if (i < to) {
                byte b = bytes[i++];
                over = b == '"';
                escaped = b == '\\';
                if (b >= 0 && b < ' ') {
                    throw fault(i - 1, from);
                }
            }
        }
        if (collects) {
            name.write(bytes, from, i);
        }
        if (over) {
            if (place == Place.IN_NAME) {
                place = Place.COLON;
            } else {
                valueEnded(bytes, i);
            }
        }
        return i;
    }

    private int number(byte[] bytes, int from, int to) throws MalformedJson {
        int i = from;
        while (i < to && isOfNumber(bytes[i])) {
            i++;
        }
        if (i < to) {
            valueEnded(bytes, i);
        }
        return i;
    }

    private static boolean isOfNumber(byte b) {
        return b >= '0' && b <= '9' || b == '.' || b == '-' || b == '+' || (b | 0x20) == 'e';
    }

    private int word(byte[] bytes, int i, int from) throws MalformedJson {
        if (bytes[i] != word.charAt(letters)) {
            throw fault(i, from);
        }
        if (++letters == word.length()) {
            valueEnded(bytes, i + 1);
        }
        return i + 1;
    }

    /** One byte between strings, numbers and words. */
    private int sign(byte[] bytes, int i, int from) throws MalformedJson {
        byte b = bytes[i];
        if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            return i + 1;
        }
        switch (place) {
            case BEGINNING -> open(b == '{', true, i, from);
            case FIRST_NAME, NAME -> {
                if (b == '}' && place == Place.FIRST_NAME) {
                    close(true, bytes, i, from);
                } else {
                    expect(b == '"', i, from);
                    place = Place.IN_NAME;
                    name.clear();
                }
            }
            case COLON -> {
                expect(b == ':', i, from);
                place = Place.VALUE;
                if (depth == 1) {
                    handler.member(name(i, from));
                }
            }
            case FIRST_VALUE, VALUE -> {
                if (b == ']' && place == Place.FIRST_VALUE) {
                    close(false, bytes, i, from);
                } else {
                    value(b, i, from);
                }
            }
            case NEXT -> {
                if (b == ',') {
                    place = braces[depth] ? Place.NAME : Place.VALUE;
                } else {
                    expect(b == '}' || b == ']', i, from);
                    close(b == '}', bytes, i, from);
                }
            }
            case END, IN_NAME, IN_STRING, IN_NUMBER, IN_WORD -> throw fault(i, from);
        }
        return i + 1;
    }

    private void value(byte b, int i, int from) throws MalformedJson {
        if (depth == 1) {
            pending = i;
        }
        switch (b) {
            case '"' -> place = Place.IN_STRING;
            case '{' -> open(true, true, i, from);
            case '[' -> open(true, false, i, from);
            default -> {
                if (b == '-' || b >= '0' && b <= '9') {
                    place = Place.IN_NUMBER;
                } else {
                    wordBegins(b, i, from);
                }
            }
        }
    }

    private void wordBegins(byte b, int i, int from) throws MalformedJson {
        for (String known : WORDS) {
            if (known.charAt(0) == b) {
                word = known;
                letters = 1;
                place = Place.IN_WORD;
                return;
            }
        }
        throw fault(i, from);
    }

    private void open(boolean allowed, boolean brace, int i, int from) throws MalformedJson {
        expect(allowed, i, from);
        if (depth == Json.MAX_DEPTH) {
            throw new MalformedJson("The JSON is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        braces[++depth] = brace;
        place = brace ? Place.FIRST_NAME : Place.FIRST_VALUE;
    }

    private void close(boolean brace, byte[] bytes, int i, int from) throws MalformedJson {
        expect(braces[depth] == brace, i, from);
        depth--;
        if (depth == 0) {
            place = Place.END;
        } else {
            valueEnded(bytes, i + 1);
        }
    }

    /** A value has ended before this offset; if it was a member's, the handler is told. */
    private void valueEnded(byte[] bytes, int to) throws MalformedJson {
        place = Place.NEXT;
        if (depth == 1) {
            if (to > pending) {
                handler.piece(bytes, pending, to);
            }
            pending = -1;
            handler.ended();
        }
    }

    private String name(int i, int from) throws MalformedJson {
        byte[] quoted = new ByteSink(name.size() + 1).write('"').write(name).toBytes();
        try {
            return JsonScanner.over(quoted, 0, quoted.length).string();
        } catch (MalformedJson e) {
            throw fault(i, from);
        }
    }

    private void expect(boolean fine, int i, int from) throws MalformedJson {
        if (!fine) {
            throw fault(i, from);
        }
    }

    private MalformedJson fault(int i, int from) {
        return new MalformedJson("The JSON is not valid at byte " + (passed + i - from));
    }
}
