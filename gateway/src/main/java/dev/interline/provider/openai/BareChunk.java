package dev.interline.provider.openai;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import java.util.Optional;
import java.util.function.Consumer;

/** A chunk that carries one sign and no bytes. */
record BareChunk(Sign sign, Optional<UpstreamFailure> failure) implements Chunk {
    private static final byte[] NOTHING = {};

    static final BareChunk END = new BareChunk(Sign.END, Optional.empty());
    static final BareChunk PING = new BareChunk(Sign.PING, Optional.empty());

    static BareChunk failed(UpstreamFailure failure) {
        return new BareChunk(Sign.FAILURE, Optional.of(failure));
    }

    @Override
    public boolean has(Sign other) {
        return sign == other;
    }

    @Override
    public Frame frame() {
        return new Frame(Wire.CHAT, "", NOTHING, 0, 0, new Spans(), false);
    }

    @Override
    public void events(Consumer<Event> to) {
        // Nothing was said.
    }
}
