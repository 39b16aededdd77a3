package dev.interline.exchange;

import dev.interline.bytes.ByteSink;

/**
 * Writes one answer in a client's wire, as JSON or as server-sent events. Belongs to one attempt and one event loop.
 *
 * <p>The terminal event (chat: the chunk with the finish reason; messages: {@code message_delta}) is kept back by
 * {@link #write} and goes out with {@link #finish}, once the generation is settled. Events are written whole.
 */
public interface Writer {
    /** Content type of the answer. */
    String contentType();

    /** Writes what a chunk brings; appends nothing when it only has to be remembered. */
    void write(Chunk chunk, ByteSink out);

    /** Ends the answer well: terminal event, usage and cost, end mark; or the whole JSON body. */
    void finish(Settled settled, ByteSink out);

    /** Tells a failure after content was sent, in the wire's own way, and ends the stream well-formed. */
    void fail(Problem problem, Settled settled, ByteSink out);

    /** A sign of life while nothing else is to be said. */
    void idle(ByteSink out);
}
