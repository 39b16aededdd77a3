package dev.interline.health;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether an endpoint is fit to be asked first.
 *
 * <pre>
 * whole      two failures within 30 s that are a fifth of what was asked: an outage
 * outage     it is asked last, for 30 s since the last failure; twice as long after each relapse, at most 2 min
 * returning  for 60 s it gets a growing share of its usual traffic, from 5%; one failure is a relapse
 * proving    all of its traffic, but a failure is still a relapse, until ten answers were good or 10 min have passed
 * </pre>
 *
 * Beside that it is paused while it asked to be left alone ({@code Retry-After}), or for 1 s after a 429 that said nothing,
 * twice as long after each further one, at most 60 s. Times are nanoseconds since some beginning; 0 stands for never.
 * Not thread-safe.
 */
final class Circuit {
    static final long OUTAGE = Duration.ofSeconds(30).toNanos();
    static final long LONGEST_OUTAGE = Duration.ofMinutes(2).toNanos();
    static final long RETURN = Duration.ofSeconds(60).toNanos();

    private static final int FAILURES = 2;
    /** One failure in so many is an outage. */
    private static final int SHARE = 5;
    private static final int PROOF = 10;
    private static final long LONGEST_PROOF = Duration.ofMinutes(10).toNanos();
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(60).toNanos();
    private static final long LONGEST_WISH = Duration.ofHours(1).toNanos();

    private final Outcomes recent = new Outcomes(new Slots(6, Duration.ofNanos(OUTAGE)));
    private boolean proving;
    private long hold = OUTAGE;
    private long outageUntil;
    private long pausedUntil;
    private long pause = PAUSE;
    private int good;
    private long outages;

    void served(long now) {
        recent.add(Outcomes.Kind.SERVED, now);
        if (now >= pausedUntil) {
            pause = PAUSE;
        }
        if (proving && now >= outageUntil && ++good >= PROOF) {
            whole();
        }
    }

    void failed(long now, Optional<Duration> retryAfter) {
        recent.add(Outcomes.Kind.FAILED, now);
        retryAfter.ifPresent(wish -> pause(wish, now));
        if (proving && now >= outageUntil + RETURN + LONGEST_PROOF) {
            whole();
        }
        if (now < outageUntil) {
            outageUntil = Math.max(outageUntil, now + OUTAGE);
        } else if (proving) {
            hold = Math.min(hold * 2, LONGEST_OUTAGE);
            outage(now);
        } else {
            long failed = recent.failed(now);
            if (failed >= FAILURES && failed * SHARE >= failed + recent.served(now)) {
                outage(now);
            }
        }
    }

    private void whole() {
        proving = false;
        hold = OUTAGE;
    }

    private void outage(long now) {
        outageUntil = now + hold;
        proving = true;
        good = 0;
        outages++;
        recent.clear();
    }

    void limited(long now, Optional<Duration> retryAfter) {
        if (retryAfter.isPresent() && retryAfter.get().isPositive()) {
            pause(retryAfter.get(), now);
        } else if (now >= pausedUntil) {
            pausedUntil = now + pause;
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private void pause(Duration wish, long now) {
        long nanos = wish.compareTo(Duration.ofNanos(LONGEST_WISH)) > 0 ? LONGEST_WISH : wish.toNanos();
        pausedUntil = Math.max(pausedUntil, now + nanos);
    }

    long outageUntil() {
        return outageUntil;
    }

    long pausedUntil() {
        return pausedUntil;
    }

    /** Outages since the beginning, relapses included. */
    long outages() {
        return outages;
    }
}
