package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * The input of a request, copied. Only reasoning is looked at: what another provider's model thought means nothing to this
 * one, and what this one's upstream encrypted it gets back as it was, however it travelled to the client and back.
 */
final class SplicedInput {
    /** Behind this, items that other wires made carry what is beside their text (OpenRouter). */
    private static final String SEALED = "openrouter.reasoning:";
    private static final byte[] REASONING = "\"reasoning\"".getBytes(StandardCharsets.US_ASCII);
    /** What OpenAI does not know of reasoning. */
    private static final Set<String> UNKNOWN = Set.of("signature", "format");

    private SplicedInput() {}

    /** Appends the member {@code input}, whose value is {@code bytes[from, to)}; {@code own} is {@code out}'s own. */
    static void write(byte[] bytes, int from, int to, String format, ByteSink own, GatheringSink out) {
        own.name(false, "input");
        if (bytes[from] != '[' || !holds(bytes, from, to)) {
            out.window(bytes, from, to);
            return;
        }
        try {
            own.write('[');
            boolean first = true;
            for (JsonFields item : JsonFields.objects(bytes, from, to)) {
                if (!item.string("type").orElse("").equals("reasoning")) {
                    comma(first, own);
                    out.window(bytes, item.from(), item.to());
                    first = false;
                } else if (isOf(format, item)) {
                    comma(first, own);
                    reasoning(item, own);
                    first = false;
                }
            }
            own.write(']');
        } catch (MalformedJson e) {
            throw new IllegalStateException("an input that was scanned before", e);
        }
    }

    private static boolean holds(byte[] bytes, int from, int to) {
        for (int i = from; i + REASONING.length <= to; i++) {
            if (bytes[i] == '"' && Arrays.equals(bytes, i, i + REASONING.length, REASONING, 0,
                    REASONING.length)) {
                return true;
            }
        }
        return false;
    }

    private static void comma(boolean first, ByteSink own) {
        if (!first) {
            own.write(',');
        }
    }

    /** Whether an item is one that this upstream can have made, and that says something to it. */
    private static boolean isOf(String format, JsonFields item) {
        String content = item.string("encrypted_content").orElse("");
        if (content.startsWith(SEALED)) {
            Members seal = opened(content);
            return seal.text("format").equals(format) && !seal.text("data").isEmpty();
        }
        boolean known = item.string("format").map(format::equals).orElse(!item.hasValue("signature"));
        return known && (!content.isEmpty() || !new Members(item).objects("content").isEmpty());
    }

    private static void reasoning(JsonFields item, ByteSink own) {
        String content = item.string("encrypted_content").orElse("");
        Members seal = content.startsWith(SEALED) ? opened(content) : Members.NONE;
        own.write('{');
        int begin = own.size();
        for (int i = 0; i < item.size(); i++) {
            String name = item.name(i);
            if (UNKNOWN.contains(name) || item.find(name) != i) {
                continue;
            }
            own.name(own.size() == begin, name);
            if (name.equals("encrypted_content") && content.startsWith(SEALED)) {
                own.string(seal.text("data"));
            } else if (name.equals("id") && !seal.text("id").isEmpty()) {
                own.string(seal.text("id"));
            } else {
                own.write(item.bytes(), item.valueStart(i), item.valueEnd(i));
            }
        }
        own.write('}');
    }

    private static Members opened(String content) {
        try {
            byte[] json = Base64.getDecoder().decode(content.substring(SEALED.length()));
            return new Members(JsonFields.scan(json, 0, json.length));
        } catch (IllegalArgumentException | MalformedJson _) {
            return Members.NONE;
        }
    }
}
