package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Copies an upstream's frame of the same wire, changing only what is ours: identity at the head, normalised finish
 * reasons, reasoning under OpenRouter's names. Everything else goes out byte for byte.
 */
final class FrameSplice {
    /** A list with one choice that says nothing, for chunks that have none: clients read {@code choices[0]} of each. */
    static final byte[] SILENT_CHOICES = ascii(",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
            + "\"content\":\"\"},\"finish_reason\":null,\"native_finish_reason\":null,\"logprobs\":null}]");

    private static final byte[] NO_FINGERPRINT = ascii(",\"system_fingerprint\":null");

    private final Consumer<ByteSink> head;
    private final boolean chunks;
    private final ChoiceSplice choice;
    private ByteSink out = new ByteSink(0);
    private byte[] bytes = {};
    private boolean headOnly;
    private boolean fingerprint;

    /**
     * @param head appends what {@link Head} says
     * @param chunks whether chunks of a stream are written, else a whole answer
     * @param wishes what the client wants of the answer's form
     */
    FrameSplice(Consumer<ByteSink> head, boolean chunks, Wishes wishes) {
        this.head = head;
        this.chunks = chunks;
        this.choice = new ChoiceSplice(chunks, wishes);
    }

    /**
     * Appends the frame without its closing brace, so that members may follow.
     *
     * @return whether the frame brings anything besides what we say ourselves
     */
    boolean open(Frame frame, ByteSink to) {
        begin(frame, to);
        int start = out.size();
        Spans spans = frame.spans();
        int at = spans.from(0);
        for (int i = 0; i < spans.size(); i++) {
            copy(at, spans.from(i));
            at = place(spans.mark(i), spans.from(i), spans.to(i));
        }
        copy(at, closingBrace(frame));
        boolean brings = !headOnly;
        if (choice.choices() == 0 && chunks) {
            out.write(SILENT_CHOICES);
        }
        if (!fingerprint && !chunks) {
            out.write(NO_FINGERPRINT);
        }
        if (chunks) {
            out.joinLines(start); // an event's data is one line
        }
        return brings;
    }

    private void begin(Frame frame, ByteSink to) {
        out = to;
        bytes = frame.bytes();
        fingerprint = false;
        choice.begin(frame, to);
    }

    /** Writes what stands for a marked place and tells the offset from where the frame goes on. */
    private int place(Mark mark, int from, int to) {
        if (mark == Mark.HEAD) {
            head.accept(out);
            headOnly = true;
            return from;
        }
        fingerprint |= mark == Mark.FINGERPRINT;
        return mark == Mark.OURS ? to : choice.place(mark, from, to);
    }

    private void copy(int from, int to) {
        if (!headOnly) {
            out.write(bytes, from, to);
            return;
        }
        int first = from;
        while (first < to && isSpace(bytes[first])) {
            first++;
        }
        if (first < to) {
            headOnly = false;
            out.write(',').write(bytes, first, to);
        }
    }

    private static int closingBrace(Frame frame) {
        int end = frame.to() - 1;
        while (frame.bytes()[end] != '}') {
            end--;
        }
        return end;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
