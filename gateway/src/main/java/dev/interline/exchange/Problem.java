package dev.interline.exchange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What went wrong, for the caller: turned into each dialect's error body by that dialect and nowhere else.
 *
 * <p>The message says what, where, the value at fault and what to do; never a secret and never a prompt.
 *
 * @param status HTTP status
 * @param type the kind of error
 * @param message one or two sentences
 * @param metadata further members of {@code error.metadata}: strings, numbers, booleans, lists and maps of them
 * @param availability the {@code error.availability} object, when no endpoint could be offered
 * @param retryAfter how long to wait before the same request may succeed
 * @param routing how the request was routed, as a JSON object, if the client wants to know; see {@link RouterMetadata}
 */
public record Problem(int status, ErrorType type, String message, Map<String, Object> metadata,
        Optional<Availability> availability, Optional<Duration> retryAfter,
        Optional<String> routing) {
    public Problem {
        metadata = Map.copyOf(metadata);
    }

    /** Whose client does not ask how its request was routed. */
    public Problem(int status, ErrorType type, String message, Map<String, Object> metadata,
            Optional<Availability> availability, Optional<Duration> retryAfter) {
        this(status, type, message, metadata, availability, retryAfter, Optional.empty());
    }

    public static Problem of(ErrorType type, String message) {
        return new Problem(type.status(), type, message, Map.of(), Optional.empty(), Optional.empty());
    }

    /** A request that cannot be understood or is not allowed: 400. */
    public static Problem invalid(String message) {
        return of(ErrorType.INVALID_REQUEST, message);
    }

    /** The same problem with one more member in its metadata. */
    public Problem with(String name, Object value) {
        var more = new LinkedHashMap<>(metadata);
        more.put(name, value);
        return new Problem(status, type, message, more, availability, retryAfter, routing);
    }

    public Problem withAvailability(Availability found) {
        return new Problem(status, type, message, metadata, Optional.of(found), retryAfter, routing);
    }

    public Problem withRetryAfter(Duration wait) {
        return new Problem(status, type, message, metadata, availability, Optional.of(wait), routing);
    }

    public Problem withStatus(int other) {
        return new Problem(other, type, message, metadata, availability, retryAfter, routing);
    }

    /** The same for a client that wants to know how its request was routed. */
    public Problem withRouting(String json) {
        return new Problem(status, type, message, metadata, availability, retryAfter, Optional.of(json));
    }
}
