package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Writer;
import java.util.Optional;

/** Writes an answer as one response object. */
final class DocumentWriter implements Writer {
    private final String generation;
    private final EventEncoder encoder;
    private final Splice splice;

    DocumentWriter(ResponseObject response) {
        this.generation = response.generation();
        var unheard = new Events(false);
        this.encoder = new EventEncoder(response, unheard);
        this.splice = new Splice(response, unheard);
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        if (Splice.takes(chunk)) {
            splice.accept(chunk);
        } else {
            encoder.accept(chunk);
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        if (splice.hasBegun()) {
            splice.write(settled, out);
        } else {
            encoder.end();
            encoder.write(settled, out);
        }
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        ErrorBodies.write(problem, Optional.of(generation), out);
    }

    /** One JSON body has no room for signs of life but white space, which every JSON parser passes over. */
    @Override
    public void idle(ByteSink out) {
        out.write('\n');
    }
}
