package dev.interline.limits;

import java.time.Duration;

/**
 * The requests of the last 60 seconds, each with its time.
 *
 * <p>That is exact: no 60 seconds, wherever they begin, have more requests than the limit, and none is refused that would
 * fit. A bucket that refills (GCRA, token bucket) lets through up to twice the limit in some minute, or half of it; windows
 * with a fixed begin have the same fault at their seams. It costs 8 bytes for each request of the last minute.
 */
final class SlidingWindow implements Count {
    static final long SPAN = Duration.ofSeconds(60).toNanos();
    private static final int LEAST = 8;

    /** A ring, whose size is a power of two. */
    private long[] times = new long[LEAST];
    private int first;
    private int size;

    @Override
    public int used(Moment now) {
        while (size > 0 && now.nanos() - times[first] >= SPAN) {
            first = at(1);
            size--;
        }
        if (times.length > LEAST && size < times.length / 4) {
            resize(times.length / 2);
        }
        return size;
    }

    @Override
    public long wait(int limit, Moment now) {
        int used = used(now);
        return used < limit ? 0 : limit == 0 ? SPAN : times[at(used - limit)] + SPAN - now.nanos();
    }

    @Override
    public void take(Moment now) {
        if (size == times.length) {
            resize(2 * size);
        }
        times[at(size++)] = now.nanos();
    }

    /** What began stays counted, however it ended. */
    @Override
    public void over(Moment taken, boolean answered) {}

    private int at(int index) {
        return first + index & times.length - 1;
    }

    private void resize(int length) {
        var next = new long[length];
        for (int i = 0; i < size; i++) {
            next[i] = times[at(i)];
        }
        times = next;
        first = 0;
    }
}
