package dev.interline.limits;

import java.util.Map;

/**
 * Where a caller stands: of all its limits the one that it will reach first.
 *
 * @param limit requests that it allows
 * @param remaining how many of them are left
 * @param reset when there is one more, in milliseconds since 1970; now, if none is used
 */
public record Quota(int limit, int remaining, long reset) {
    /** As OpenRouter tells it, in headers and in the metadata of errors. */
    public Map<String, String> headers() {
        return Map.of("X-RateLimit-Limit", Integer.toString(limit), "X-RateLimit-Remaining",
                Integer.toString(remaining), "X-RateLimit-Reset", Long.toString(reset));
    }
}
