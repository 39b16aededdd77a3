package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;

/** Writes an answer as OpenAI's stream of events, with OpenRouter's end mark. */
final class StreamWriter implements Writer {
    private static final byte[] IDLE = ": OPENROUTER PROCESSING\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Events events = new Events(true);
    private final EventEncoder encoder;
    private final Splice splice;

    StreamWriter(ResponseObject response) {
        this.encoder = new EventEncoder(response, events);
        this.splice = new Splice(response, events);
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        events.to(out);
        if (Splice.takes(chunk) && !chunk.frame().whole()) {
            splice.accept(chunk);
        } else {
            encoder.accept(chunk);
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        events.to(out);
        if (splice.hasBegun()) {
            splice.finish(settled);
        } else {
            encoder.finish(settled);
        }
        events.done();
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        events.to(out);
        if (splice.hasBegun()) {
            splice.fail(problem, settled);
        } else {
            encoder.fail(problem, settled);
        }
        events.done();
    }

    @Override
    public void idle(ByteSink out) {
        out.write(IDLE);
    }
}
