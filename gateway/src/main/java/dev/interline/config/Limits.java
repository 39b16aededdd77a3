package dev.interline.config;

import java.util.Optional;

/**
 * How much the server takes in, and how often.
 *
 * @param body one request body; more is answered 413
 * @param bufferedBodies all request bodies that are held at one time; above it reading pauses, then 503
 * @param headers request line and headers together; more is answered 431
 * @param heldBack what may be kept of an answer while failover is still open
 * @param connections clients' connections at one time; without it the system's limit counts
 * @param rates requests of each caller; more are answered 429
 */
public record Limits(
        @Default("32MB") Size body,
        @Default("256MB") Size bufferedBodies,
        @Default("32KB") @AtRestart Size headers,
        @Default("256KB") Size heldBack,
        @AtRestart Optional<Integer> connections,
        Rates rates) {

    public Limits {
        var checks = new Checks()
                .between("body", body, Size.kilobytes(1), Size.megabytes(1024))
                .between("buffered-bodies", bufferedBodies, Size.kilobytes(1), Size.megabytes(1024 * 1024))
                .between("headers", headers, Size.kilobytes(4), Size.megabytes(1))
                .between("held-back", heldBack, Size.kilobytes(4), Size.megabytes(16))
                .that(bufferedBodies.compareTo(body) >= 0, "buffered-bodies", bufferedBodies,
                        "at least as much as limits.body (" + body + ")");
        connections.ifPresent(value -> checks.between("connections", value, 1, 1_000_000));
        checks.done();
    }
}
