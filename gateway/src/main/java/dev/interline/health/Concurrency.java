package dev.interline.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests an endpoint takes at one time, learned from its 429s: any number until the first one; then a fifth less
 * than were under way; one more after each round of answers that it gave while so many were (additive increase, multiplicative
 * decrease); any number again after ten minutes without a 429.
 *
 * <p>{@link #began}, {@link #ended} and {@link #isFull} are safe for all threads; the rest is called by one at a time.
 */
final class Concurrency implements Load {
    private static final double LESS = 0.8;
    /** It is close enough to its limit that answers prove something. */
    private static final double CLOSE = 0.9;
    /** What was under way when the first 429 came is told by several: they count once. */
    private static final long ROUND = Duration.ofSeconds(1).toNanos();
    private static final long FORGET = Duration.ofMinutes(10).toNanos();

    private final AtomicInteger underWay = new AtomicInteger();
    private volatile double limit = Double.POSITIVE_INFINITY;
    private long limitedAt;

    void began() {
        underWay.incrementAndGet();
    }

    @Override
    public void ended() {
        underWay.decrementAndGet();
    }

    int underWay() {
        return underWay.get();
    }

    /** An attempt that has just ended was answered in full. */
    void served(long now) {
        double most = limit;
        if (most == Double.POSITIVE_INFINITY) {
            return;
        }
        if (now - limitedAt >= FORGET) {
            limit = Double.POSITIVE_INFINITY;
        } else if (underWay.get() + 1 >= most * CLOSE) {
            limit = most + 1 / most;
        }
    }

    /** An attempt that has just ended was refused since there were too many. */
    void limited(long now) {
        if (limit == Double.POSITIVE_INFINITY || now - limitedAt >= ROUND) {
            limit = Math.max(1, Math.min(limit, underWay.get() + 1) * LESS);
            limitedAt = now;
        }
    }

    /** Whether as many are under way as it is known to take. */
    boolean isFull() {
        return underWay.get() >= (int) Math.min(limit, Integer.MAX_VALUE);
    }

    /** The limit; infinite while it is not known to have one. */
    double limit() {
        return limit;
    }
}
