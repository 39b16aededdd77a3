package dev.interline.exchange;

import java.util.Optional;

/** What upstreams of one kind speak: a pure codec between the neutral vocabulary and their wire. Thread-safe. */
public interface Provider {
    /** The wire that its upstreams speak. */
    Wire wire();

    /** Writes the request for a target; never throws for what a client may send. */
    Prepared prepare(Exchange exchange, Target target);

    /**
     * A reader for one answer with status 2xx.
     *
     * @param contentType the answer's content type: {@code text/event-stream} is read as a stream, all else as JSON,
     *        whichever was asked for
     */
    Reader reader(Exchange exchange, Target target, Optional<String> contentType);

    /** What an answer with another status means. */
    UpstreamFailure classify(int status, Headers headers, byte[] body);
}
