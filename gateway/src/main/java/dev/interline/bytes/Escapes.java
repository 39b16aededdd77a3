package dev.interline.bytes;

import java.nio.charset.StandardCharsets;

/** Escapes in JSON strings. */
final class Escapes {
    private Escapes() {}

    /** Length of the escape at an offset, where a backslash is; {@code ~place} of what is wrong with it. */
    static int length(byte[] bytes, int i, int to) {
        if (i + 1 >= to) {
            return ~to;
        }
        return switch (bytes[i + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> i + 6 > to ? ~to : checked(bytes, i);
            default -> ~i;
        };
    }

    /** Bytes that the UTF-16 unit of a valid escape of six takes in UTF-8; each half of a surrogate pair counts two. */
    static int unitLength(byte[] bytes, int i) {
        int unit = unit(bytes, i);
        if (unit < 0x80) {
            return 1;
        }
        return unit < 0x800 || Character.isSurrogate((char) unit) ? 2 : 3;
    }

    /** The text of {@code bytes[from, to)}, the inside of a valid string. */
    static String decode(byte[] bytes, int from, int to) {
        var text = new ByteSink(to - from);
        int plain = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                char c = character(bytes, i);
                if (Character.isSurrogate(c)) {
                    return decodeUnits(bytes, from, to);
                }
                text.write(bytes, plain, i).unit(c);
                i += bytes[i + 1] == 'u' ? 5 : 1;
                plain = i + 1;
            }
        }
        return text.write(bytes, plain, to).toString();
    }

    /** The same for texts with escaped surrogates, of which some may be alone: UTF-8 has no place for those. */
    private static String decodeUnits(byte[] bytes, int from, int to) {
        var text = new StringBuilder(to - from);
        int plain = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
                text.append(character(bytes, i));
                i += bytes[i + 1] == 'u' ? 5 : 1;
                plain = i + 1;
            }
        }
        return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
    }

    private static int checked(byte[] bytes, int i) {
        for (int k = i + 2; k < i + 6; k++) {
            if (Character.digit(bytes[k], 16) < 0) {
                return ~k;
            }
        }
        return 6;
    }

    private static char character(byte[] bytes, int i) {
        return switch (bytes[i + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) unit(bytes, i);
            default -> (char) bytes[i + 1];
        };
    }

    /** The UTF-16 unit that four hexadecimal digits tell. */
    private static int unit(byte[] bytes, int i) {
        int value = 0;
        for (int k = i + 2; k < i + 6; k++) {
            value = value << 4 | Character.digit(bytes[k], 16);
        }
        return value;
    }
}
