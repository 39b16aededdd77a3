package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an answer as one JSON message. */
final class DocumentWriter implements Writer {
    /** What an answer grows by at most, usually: identity and what its frame lacks, usage and cost. */
    private static final int GROWTH = 512;

    private final Answer answer;
    private final Splicer splicer;
    private final EventEncoder encoder;
    private final Assembly assembly;
    private @Nullable HeldFrame whole;
    private boolean sameWire;

    DocumentWriter(Answer answer) {
        this.answer = answer;
        this.splicer = new Splicer(answer);
        this.encoder = new EventEncoder(answer);
        this.assembly = new Assembly(splicer);
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        Frame frame = chunk.frame();
        if (frame.wire() != Wire.MESSAGES) {
            chunk.events(event -> encoder.accept(event, this::assemble));
        } else if (frame.whole()) {
            whole = HeldFrame.of(frame);
        } else if (frame.to() > frame.from()) {
            sameWire = true;
            assembly.event(frame.name(), frame.bytes(), frame.from(), frame.to());
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        HeldFrame message = whole;
        if (message != null) {
            out.reserve(message.bytes().length + GROWTH);
            splicer.splice(message.bytes(), 0, message.bytes().length, message.spans(), Optional.of(settled), out);
            RouterMetadata.appendInside(settled.metadata(), out);
            return;
        }
        if (sameWire) {
            byte[] usage = settled.tally().usageJson()
                    .map(json -> json.getBytes(StandardCharsets.UTF_8))
                    .orElse(UsageJson.NOTHING);
            assembly.write(usage, settled, out);
        } else {
            encoder.finish(settled, this::assemble);
            assembly.write(UsageJson.NOTHING, settled, out);
        }
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        ErrorBodies.write(problem, Optional.of(answer.id()), out);
    }

    /** One JSON body has no room for signs of life but white space, which every JSON parser passes over. */
    @Override
    public void idle(ByteSink out) {
        out.write('\n');
    }

    private void assemble(String name, ByteSink json) {
        assembly.event(name, json.array(), 0, json.size());
    }
}
