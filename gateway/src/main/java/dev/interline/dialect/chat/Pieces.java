package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Wire;

/** An answer that comes in pieces, or in another wire's words, though its client wants one document. */
final class Pieces {
    private static final byte[] NOTHING = {};
    private static final byte[] LINE_END = {'\n'};

    private final Answer answer;
    private final FrameSplice splice;
    private final EventEncoder encoder;
    private final ByteSink piece = new ByteSink(512);
    private final Assembly assembly = new Assembly();

    Pieces(Answer answer, Wishes wishes) {
        this.answer = answer;
        ByteSink head = Head.of(answer, true);
        this.splice = new FrameSplice(out -> out.write(head), true, wishes);
        this.encoder = new EventEncoder(head, wishes, NOTHING, LINE_END);
    }

    /** Takes in what a chunk brings. */
    void add(Chunk chunk) {
        Frame frame = chunk.frame();
        piece.clear();
        if (frame.wire() != Wire.CHAT) {
            encoder.write(chunk, piece, piece);
            assemble();
        } else if (splice.open(frame, piece)) {
            piece.write('}');
            assemble();
        }
    }

    /** Appends the document without its closing brace. */
    void open(ByteSink out) {
        assembly.open(answer, out);
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
}
