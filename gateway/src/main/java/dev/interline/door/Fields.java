package dev.interline.door;

import io.vertx.core.http.HttpHeaders;

/**
 * Names of header fields that many requests are asked for or answered with. Their hash is known, where that of a
 * {@code String} would be counted anew without regard to case at each look-up.
 */
final class Fields {
    static final CharSequence ACCEPT_ENCODING = HttpHeaders.ACCEPT_ENCODING;
    static final CharSequence AUTHORIZATION = HttpHeaders.AUTHORIZATION;
    static final CharSequence CATEGORIES = HttpHeaders.createOptimized("x-openrouter-categories");
    static final CharSequence CONTENT_ENCODING = HttpHeaders.CONTENT_ENCODING;
    static final CharSequence CONTENT_LENGTH = HttpHeaders.CONTENT_LENGTH;
    static final CharSequence CONTENT_TYPE = HttpHeaders.CONTENT_TYPE;
    static final CharSequence EXPECT = HttpHeaders.EXPECT;
    static final CharSequence GENERATION = HttpHeaders.createOptimized("x-generation-id");
    static final CharSequence EXPERIMENTAL_METADATA =
            HttpHeaders.createOptimized("x-openrouter-experimental-metadata");
    static final CharSequence HTTP_REFERER = HttpHeaders.createOptimized("http-referer");
    static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");
    static final CharSequence MAX_COST = HttpHeaders.createOptimized("x-max-cost");
    static final CharSequence METADATA = HttpHeaders.createOptimized("x-openrouter-metadata");
    static final CharSequence ORIGIN = HttpHeaders.ORIGIN;
    static final CharSequence OPENROUTER_TITLE = HttpHeaders.createOptimized("x-openrouter-title");
    static final CharSequence RATE_LIMIT = HttpHeaders.createOptimized("x-ratelimit-limit");
    static final CharSequence RATE_LIMIT_REMAINING = HttpHeaders.createOptimized("x-ratelimit-remaining");
    static final CharSequence RATE_LIMIT_RESET = HttpHeaders.createOptimized("x-ratelimit-reset");
    static final CharSequence TITLE = HttpHeaders.createOptimized("x-title");
    static final CharSequence USER_AGENT = HttpHeaders.USER_AGENT;
    static final CharSequence X_API_KEY = HttpHeaders.createOptimized("x-api-key");

    private Fields() {}
}
