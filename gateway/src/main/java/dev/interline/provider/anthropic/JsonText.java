package dev.interline.provider.anthropic;

import dev.interline.bytes.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/** JSON strings as they lie in a frame, quotes included; already known to be valid. */
final class JsonText {
    private JsonText() {
    }

    /** The text of the string in {@code bytes[from, to)}. */
    static String decode(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '\\') {
                return unescaped(bytes, from, to);
            }
        }
        return new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    /** Length of the string's text in bytes of UTF-8. */
    static long length(byte[] bytes, int from, int to) {
        long length = to - from - 2L;
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '\\') {
                i++;
                length -= bytes[i] == 'u' ? 6 - width(bytes, i + 1) : 1;
            }
        }
        return length;
    }

    /** How many bytes the character of four hex digits takes; half of a surrogate pair takes two of the pair's four. */
    private static int width(byte[] bytes, int digits) {
        int c = Integer.parseInt(new String(bytes, digits, 4, StandardCharsets.US_ASCII), 16);
        if (c < 0x80) {
            return 1;
        }
        return c < 0x800 || Character.isSurrogate((char) c) ? 2 : 3;
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            return parser.getString();
        }
    }
}
