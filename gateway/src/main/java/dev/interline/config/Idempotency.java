package dev.interline.config;

import java.time.Duration;

/**
 * Answers that are kept for calls with an {@code Idempotency-Key}.
 *
 * @param keep how long; zero: no answer is, and the header means nothing
 * @param size all of them together; the oldest go first
 */
public record Idempotency(@Default("24h") Duration keep, @Default("1GB") Size size) {
    public Idempotency {
        new Checks().between("keep", keep, Duration.ZERO, Duration.ofDays(30))
                .between("size", size, Size.megabytes(1), Size.megabytes(1024 * 1024)).done();
    }
}
