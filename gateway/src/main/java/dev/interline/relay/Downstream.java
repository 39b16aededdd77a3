package dev.interline.relay;

import dev.interline.bytes.ByteSink;
import java.util.Map;

/**
 * The client's side of one request. All calls are made on its event loop. Once the client has left, writes do nothing.
 */
public interface Downstream {
    /** Answers in one piece; the body belongs to the client's side from now on. */
    void answer(int status, String contentType, Map<String, String> headers, ByteSink body);

    /** Begins an answer of unknown length with status 200. */
    void begin(String contentType, Map<String, String> headers);

    /** Called before the last piece of an answer that is whole; one that broke ends without. */
    default void completes() {}

    /** Sends a copy of more of an answer that was begun, in one write. */
    void write(ByteSink bytes);

    /** Sends the last piece of an answer that was begun; it belongs to the client's side from now on. */
    void end(ByteSink bytes);

    /** Whether so much waits to be read by the client that its upstream has to pause. */
    boolean congested();

    /** Called each time when congestion is over. */
    void onRelief(Runnable action);

    /** Called once if the client leaves before its answer has ended. */
    void onGone(Runnable action);

    /** Closes the client's connection without ending the answer. */
    void abort();
}
