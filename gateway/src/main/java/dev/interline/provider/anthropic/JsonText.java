package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;

/** JSON strings as they lie in a frame, quotes included; already known to be valid. */
final class JsonText {
    private JsonText() {}

    /** The text of the string in {@code bytes[from, to)}. */
    static String decode(byte[] bytes, int from, int to) {
        try {
            return JsonScanner.over(bytes, from, to).string();
        } catch (MalformedJson e) {
            throw new IllegalStateException("a string that was scanned before", e);
        }
    }
}
