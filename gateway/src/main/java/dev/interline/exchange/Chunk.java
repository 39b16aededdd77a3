package dev.interline.exchange;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A piece of an answer on its way from a reader to a writer, scanned once.
 *
 * <p>Valid only during the call that hands it over: whoever needs it longer copies what it needs.
 */
public interface Chunk {
    boolean has(Sign sign);

    /** The upstream's own bytes, for a writer of the same wire. */
    Frame frame();

    /** The same piece in neutral words, for a writer of another wire. Decoded on each call. */
    void events(Consumer<Event> to);

    /** What broke; present exactly when {@link Sign#FAILURE} is there. */
    Optional<UpstreamFailure> failure();
}
