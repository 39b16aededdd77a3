package dev.interline.config;

import java.time.Duration;
import java.util.Optional;

/** The timeouts that one provider has of its own, instead of those in {@link Timeouts}. */
public record TimeoutOverrides(
        Optional<Duration> connect,
        Optional<Duration> responseHeaders,
        Optional<Duration> firstContent,
        Optional<Duration> idle,
        Optional<Duration> total) {

    /** No timeout of its own. */
    public static final TimeoutOverrides NONE = new TimeoutOverrides(Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty());

    public TimeoutOverrides {
        var checks = new Checks();
        connect.ifPresent(value -> bound(checks, "connect", value));
        responseHeaders.ifPresent(value -> bound(checks, "response-headers", value));
        firstContent.ifPresent(value -> bound(checks, "first-content", value));
        idle.ifPresent(value -> bound(checks, "idle", value));
        total.ifPresent(value -> bound(checks, "total", value));
        checks.done();
    }

    private static void bound(Checks checks, String key, Duration value) {
        checks.between(key, value, Timeouts.SHORTEST, Timeouts.LONGEST);
    }
}
