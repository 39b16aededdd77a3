package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writes an answer as a stream of chunks.
 *
 * <p>Chunks with a finish reason wait for {@link #finish}. Usage never rides on an upstream's chunk: it goes out once, in
 * the last chunk before the end mark. A chunk that brings nothing but an empty list of choices is swallowed; one that
 * brings anything else gets a silent choice, or becomes the usage chunk when it is the upstream's own.
 */
final class StreamWriter implements Writer {
    private static final byte[] DATA = ascii("data: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] CLOSE = ascii("}\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");
    private static final byte[] IDLE = ascii(": OPENROUTER PROCESSING\n\n");

    private final ByteSink head;
    private final FrameSplice splice;
    private final EventEncoder encoder;
    private final ByteSink held = new ByteSink(0);
    private final ByteSink last = new ByteSink(0);
    private boolean lastBrings;

    StreamWriter(Answer answer, Wishes wishes) {
        this.head = Head.of(answer, true);
        this.splice = new FrameSplice(out -> out.write(head), true, wishes);
        this.encoder = new EventEncoder(head, wishes, DATA, END);
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        if (!isSilent(chunk)) {
            Frame frame = chunk.frame();
            if (frame.wire() == Wire.CHAT) {
                splice(chunk, frame, out);
            } else {
                encoder.write(chunk, out, held);
            }
        }
    }

    /** Whether a chunk has nothing for clients: a sign of life, a failure that is told elsewhere, a bare end mark. */
    static boolean isSilent(Chunk chunk) {
        return chunk.has(Sign.PING) || chunk.has(Sign.FAILURE)
                || chunk.has(Sign.END) && !chunk.has(Sign.CONTENT) && !chunk.has(Sign.FINISH) && !chunk.has(Sign.USAGE);
    }

    private void splice(Chunk chunk, Frame frame, ByteSink out) {
        if (chunk.has(Sign.USAGE) && !chunk.has(Sign.CONTENT) && !chunk.has(Sign.FINISH)) {
            keepLast(frame, out);
            return;
        }
        ByteSink to = chunk.has(Sign.FINISH) || frame.whole() ? held : out;
        int before = to.size();
        to.write(DATA);
        if (splice.open(frame, to)) {
            to.write(CLOSE);
        } else {
            to.truncate(before);
        }
    }

    /** Keeps the upstream's usage chunk to be ours; an earlier one was no last chunk after all. */
    private void keepLast(Frame frame, ByteSink out) {
        if (lastBrings) {
            out.write(DATA).write(last).write(CLOSE);
        }
        last.clear();
        lastBrings = splice.open(frame, last);
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        out.write(held);
        usage(settled, out);
        out.write(DONE);
    }

    private void usage(Settled settled, ByteSink out) {
        out.write(DATA);
        if (last.isEmpty()) {
            out.write(head).write(FrameSplice.SILENT_CHOICES);
        } else {
            out.write(last);
        }
        out.text(",\"usage\":");
        UsageJson.write(settled, out);
        RouterMetadata.append(settled.metadata(), out);
        out.write(CLOSE);
    }

    /** OpenRouter: an error in mid-stream is a chunk with {@code error} and the finish reason {@code error}. */
    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        out.write(DATA).write(head).text(",\"error\":");
        ErrorObject.write(problem, out);
        out.text(",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                + "\"finish_reason\":\"error\",\"native_finish_reason\":\"error\",\"logprobs\":null}],\"usage\":");
        UsageJson.write(settled, out);
        RouterMetadata.append(settled.metadata(), out);
        out.write(CLOSE).write(DONE);
    }

    @Override
    public void idle(ByteSink out) {
        out.write(IDLE);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
