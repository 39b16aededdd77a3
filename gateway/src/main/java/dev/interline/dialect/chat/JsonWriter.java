package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Settled;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;

/** Writes an answer as one JSON document, which waits for {@link #finish}. */
final class JsonWriter implements Writer {
    private static final byte[] NOTHING = {};

    private final Answer answer;
    private final FrameSplice whole;
    private final FrameSplice pieces;
    private final EventEncoder encoder;
    private final ByteSink document = new ByteSink(1024);
    private final ByteSink piece = new ByteSink(256);
    private final Assembly assembly = new Assembly();

    JsonWriter(Answer answer, Wishes wishes) {
        this.answer = answer;
        this.whole = new FrameSplice(answer, false, wishes);
        this.pieces = new FrameSplice(answer, true, wishes);
        this.encoder = new EventEncoder(answer, wishes, NOTHING, new byte[]{'\n'});
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
        piece.clear();
        if (frame.wire() != Wire.CHAT) {
            encoder.write(chunk, piece, piece);
            assemble();
        } else if (frame.whole()) {
            whole.open(frame, document);
        } else if (pieces.open(frame, piece)) {
            piece.write('}');
            assemble();
        }
    }

    /** Takes in the chunks that were written, one a line. */
    private void assemble() {
        byte[] bytes = piece.array();
        int from = 0;
        for (int i = 0; i <= piece.size(); i++) {
            if (i == piece.size() || bytes[i] == '\n') {
                if (i > from) {
                    assembly.add(bytes, from, i);
                }
                from = i + 1;
            }
        }
    }

    @Override
    public void finish(Settled settled, ByteSink out) {
        if (document.isEmpty()) {
            assembly.open(answer, document);
        }
        out.write(document).text(",\"usage\":");
        UsageJson.write(settled, out);
        out.write('}');
    }

    /** The status is gone by now only if keep-alive white space was sent: the body tells what happened. */
    @Override
    public void fail(Problem problem, Settled settled, ByteSink out) {
        out.text("{\"error\":");
        ErrorJson.write(problem, out);
        out.write('}');
    }

    /** White space before a JSON document means nothing to its reader. */
    @Override
    public void idle(ByteSink out) {
        out.write('\n');
    }
}
