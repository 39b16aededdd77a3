package dev.interline.provider.openai;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Sign;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The frame that its reader has just scanned. One object serves all chunks of an answer. */
final class ChatChunk implements Chunk {
    private final FrameScan scan;
    private final DeltaNames names;
    private @Nullable EventDecoder decoder;
    private byte[] bytes = {};
    private int from;
    private int to;
    private boolean whole;

    ChatChunk(FrameScan scan, DeltaNames names) {
        this.scan = scan;
        this.names = names;
    }

    /** Makes this the chunk of the frame in {@code bytes[from, to)}. */
    ChatChunk at(byte[] frame, int begin, int end, boolean isWhole) {
        bytes = frame;
        from = begin;
        to = end;
        whole = isWhole;
        return this;
    }

    @Override
    public boolean has(Sign sign) {
        return scan.has(sign);
    }

    @Override
    public Frame frame() {
        return new Frame(Wire.CHAT, "", bytes, from, to, scan.spans(), whole);
    }

    @Override
    public void events(Consumer<Event> to) {
        EventDecoder known = decoder;
        if (known == null) {
            known = new EventDecoder(names);
            decoder = known;
        }
        known.decode(bytes, from, this.to, whole, to);
    }

    @Override
    public Optional<UpstreamFailure> failure() {
        return Optional.empty();
    }
}
