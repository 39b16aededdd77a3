package dev.interline.provider.anthropic;

import dev.interline.bytes.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;

/** JSON strings as they lie in a frame, quotes included; already known to be valid. */
final class JsonText {
    private JsonText() {}

    /** The text of the string in {@code bytes[from, to)}. */
    static String decode(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to - 1; i++) {
            if (bytes[i] == '\\') {
                return unescaped(bytes, from, to);
            }
        }
        return new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        try (JsonParser parser = Json.parser(bytes, from, to)) {
            parser.nextToken();
            return parser.getString();
        }
    }
}
