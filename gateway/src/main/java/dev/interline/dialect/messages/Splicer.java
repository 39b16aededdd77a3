package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Spans;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Copies frames of the same wire and changes only what is ours: id, model, provider, token counts and cost. */
final class Splicer {
    private static final byte[] NO_CONTAINER = ascii(",\"container\":null");
    private static final byte[] NO_STOP_SEQUENCE = ascii(",\"stop_sequence\":null");
    private static final byte[] NO_STOP_DETAILS = ascii(",\"stop_details\":null");
    private static final byte[] NO_CITATIONS = ascii(",\"citations\":null");
    private static final byte[] DIRECT_CALLER = ascii(",\"caller\":{\"type\":\"direct\"}");
    private static final byte[] PROVIDER = ascii(",\"provider\":");
    private static final byte[] USAGE = ascii(",\"usage\":");

    private final byte[] id;
    private final byte[] model;
    private final byte[] provider;

    Splicer(Answer answer) {
        this.id = quoted(answer.id());
        this.model = quoted(answer.model());
        this.provider = quoted(answer.provider());
    }

    /**
     * Writes the JSON of a frame.
     *
     * @param settled the final counts, for the frame that ends the answer
     */
    void splice(byte[] bytes, int from, int to, Spans spans, Optional<Settled> settled, ByteSink out) {
        int at = from;
        for (int i = 0; i < spans.size(); i++) {
            int start = spans.from(i);
            int end = spans.to(i);
            out.write(bytes, at, start);
            at = end;
            switch (spans.mark(i)) {
                case ID -> out.write(id);
                case MODEL -> out.write(model);
                case PROVIDER_VALUE -> out.write(provider);
                case LACKS_PROVIDER -> out.write(PROVIDER).write(provider);
                case LACKS_CONTAINER -> out.write(NO_CONTAINER);
                case LACKS_STOP_SEQUENCE -> out.write(NO_STOP_SEQUENCE);
                case LACKS_STOP_DETAILS -> out.write(NO_STOP_DETAILS);
                case LACKS_CITATIONS -> out.write(NO_CITATIONS);
                case LACKS_CALLER -> out.write(DIRECT_CALLER);
                case USAGE -> usage(bytes, start, end, settled, out);
                case LACKS_USAGE -> usage(UsageJson.NOTHING, 0, UsageJson.NOTHING.length, settled, out.write(USAGE));
                // Marks of other wires, and values that stay.
                default -> out.write(bytes, start, end);
            }
        }
        out.write(bytes, at, to);
    }

    byte[] id() {
        return id;
    }

    byte[] model() {
        return model;
    }

    byte[] provider() {
        return provider;
    }

    private static void usage(byte[] bytes, int from, int to, Optional<Settled> settled, ByteSink out) {
        if (settled.isPresent()) {
            UsageJson.settled(bytes, from, to, settled.get(), out);
        } else {
            UsageJson.completed(bytes, from, to, out);
        }
    }

    private static byte[] quoted(String text) {
        return new ByteSink(text.length() + 2).string(text).toBytes();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
