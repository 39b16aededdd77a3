package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.function.Consumer;

/** A piece of one member of an answer with vectors. One object serves all pieces of an answer. */
final class MemberChunk implements Chunk {
    private final Spans spans = new Spans();
    private byte[] bytes = {};
    private int from;
    private int to;
    private boolean content;

    /** Makes this the beginning of a member: its name and the colon. */
    MemberChunk begin(ByteSink name) {
        more(name.array(), 0, name.size(), false);
        spans.add(Mark.MEMBER, 0, 0);
        return this;
    }

    /** Makes this more of a member's value; {@code vectors} if it holds the answer's content. */
    MemberChunk more(byte[] piece, int begin, int end, boolean vectors) {
        spans.clear();
        bytes = piece;
        from = begin;
        to = end;
        content = vectors;
        return this;
    }

    @Override
    public boolean has(Sign sign) {
        return content && sign == Sign.CONTENT;
    }

    @Override
    public Frame frame() {
        return new Frame(Wire.EMBEDDINGS, "", bytes, from, to, spans, false);
    }

    @Override
    public void events(Consumer<Event> to) {
        // No other wire has a word for vectors.
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return Optional.empty();
    }
}
