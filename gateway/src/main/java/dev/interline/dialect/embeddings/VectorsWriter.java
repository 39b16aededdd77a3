package dev.interline.dialect.embeddings;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.util.Optional;

/**
 * Writes an answer as one JSON document, which waits for {@link #finish}: our own members, the upstream's others as they
 * come piece by piece, and the settled usage. A large answer is copied once, in pieces of a network's read.
 */
final class VectorsWriter implements Writer {
    private final Answer answer;
    private final Dialect chat;
    private final ByteSink document = new ByteSink(0);

    VectorsWriter(Answer answer, Dialect chat) {
        this.answer = answer;
        this.chat = chat;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        Frame frame = chunk.frame();
        if (frame.wire() != Wire.EMBEDDINGS) {
            return; // a sign of life, or a failure that is told elsewhere
        }
        begin();
        if (frame.spans().size() > 0 && frame.spans().mark(0) == Mark.MEMBER) {
            document.write(',');
        }
        document.write(frame.bytes(), frame.from(), frame.to());
    }

    private void begin() {
        if (document.isEmpty()) {
            document.text("{\"id\":").string(answer.id())
                    .text(",\"object\":\"list\",\"model\":").string(answer.model())
                    .text(",\"provider\":").string(answer.provider());
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        begin();
        out.take(document).text(",\"usage\":");
        UsageJson.write(settled, out);
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        out.write(chat.error(problem, Optional.of(answer.id())));
    }

    /** White space before a JSON document means nothing to its reader. */
    @Override
    public void idle(ByteSink out) {
        out.write('\n');
    }
}
