package dev.interline.config;

import java.time.Duration;

/**
 * Requests that wait for their turn instead of being refused with 429 at once.
 *
 * @param size most of one account that wait at one time; 0: none may
 * @param maxWait how long one waits at most; whose turn is known to come later is refused at once
 */
public record Queue(@Default("0") int size, @Default("10s") Duration maxWait) {
    private static final int MOST = 100_000;

    public Queue {
        new Checks()
                .between("size", size, 0, MOST)
                .between("max-wait", maxWait, Duration.ofMillis(1), Duration.ofMinutes(10))
                .done();
    }
}
