package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;

/**
 * An answer's content in parts (Mistral's thinking models), told the way in which clients of this wire read answers: one
 * text, and the thinking as reasoning. The parts themselves stay in the answer as {@code content_parts}.
 */
final class ContentParts {
    private static final Names PART = Names.of("text", "thinking");

    private ContentParts() {}

    /** Appends the joined text of the parts in {@code bytes[from, to)} as a JSON string. */
    static void writeText(byte[] bytes, int from, int to, ByteSink out) {
        out.string(text(bytes, from, to, false));
    }

    /** Appends the members {@code reasoning} and {@code reasoning_details} when a part holds thinking. */
    static void writeReasoning(byte[] bytes, int from, int to, ByteSink out) {
        String thinking = text(bytes, from, to, true);
        if (!thinking.isEmpty()) {
            out.text(",\"reasoning\":").string(thinking)
                    .text(",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":").string(thinking)
                    .text(",\"format\":\"unknown\",\"index\":0}]");
        }
    }

    private static String text(byte[] bytes, int from, int to, boolean thinking) {
        var text = new StringBuilder();
        try {
            collect(JsonScanner.over(bytes, from, to), false, thinking, text);
        } catch (MalformedJson e) {
            throw new IllegalStateException("a frame that was scanned before", e);
        }
        return text.toString();
    }

    private static void collect(JsonScanner in, boolean inThinking, boolean wanted, StringBuilder text)
            throws MalformedJson {
        switch (in.peek()) {
            case '[' -> {
                in.enterArray();
                while (in.nextElement()) {
                    collect(in, inThinking, wanted, text);
                }
            }
            case '{' -> {
                in.enterObject();
                while (in.nextMember()) {
                    switch (in.name(PART)) {
                        case "text" -> collect(in, inThinking, wanted, text);
                        case "thinking" -> collect(in, true, wanted, text);
                        default -> in.skip();
                    }
                }
            }
            case '"' -> {
                String piece = in.string();
                if (inThinking == wanted) {
                    text.append(piece);
                }
            }
            default -> in.skip();
        }
    }
}
