package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import org.jspecify.annotations.Nullable;

/** Writes an answer as one JSON document, which waits for {@link #finish}. */
final class JsonWriter implements Writer {
    /** What an answer grows by at most, usually: identity and what its frame lacks, usage and cost. */
    private static final int GROWTH = 512;

    private final Answer answer;
    private final Wishes wishes;
    private final ByteSink document = new ByteSink(0);
    private @Nullable Pieces pieces;

    JsonWriter(Answer answer, Wishes wishes) {
        this.answer = answer;
        this.wishes = wishes;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void write(Chunk chunk, ByteSink out) {
        if (StreamWriter.isSilent(chunk)) {
            return;
        }
        Frame frame = chunk.frame();
        if (frame.whole() && frame.wire() == Wire.CHAT) {
            document.reserve(frame.to() - frame.from() + GROWTH);
            new FrameSplice(to -> Head.write(answer, false, to), false, wishes).open(frame, document);
        } else {
            pieces().add(chunk);
        }
    }

    private Pieces pieces() {
        Pieces known = pieces;
        if (known == null) {
            known = new Pieces(answer, wishes);
            pieces = known;
        }
        return known;
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        if (document.isEmpty()) {
            pieces().open(document);
        }
        out.take(document).text(",\"usage\":");
        UsageJson.write(settled, out);
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    /** The status is gone by now only if keep-alive white space was sent: the body tells what happened. */
    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        out.text("{\"error\":");
        ErrorObject.write(problem, out);
        out.write('}');
    }

    /** White space before a JSON document means nothing to its reader. */
    @Override
    public void idle(ByteSink out) {
        out.write('\n');
    }
}
