package dev.interline.exchange;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes chunks of an upstream's bytes, however they are cut. Belongs to one attempt and one event loop.
 *
 * <p>Whatever is wrong with the bytes is reported as a chunk with {@link Sign#FAILURE}, after which the reader is not
 * fed any more.
 */
public interface Reader {
    /** Reads {@code bytes[from, to)}; chunks are handed over during the call. */
    void read(byte[] bytes, int from, int to, Consumer<Chunk> out);

    /**
     * The upstream closed the body. May hand over a last chunk (a JSON answer is whole only now).
     *
     * @return empty when the answer is whole, else how it is broken
     */
    Optional<UpstreamFailure> end(Consumer<Chunk> out);

    /** What is known so far. */
    Tally tally();
}
