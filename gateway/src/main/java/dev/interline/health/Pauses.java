package dev.interline.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who asked to be left alone ({@code 429} with {@code Retry-After}), by endpoint and account: that one account is throttled says
 * nothing of another. Times are on the clock of {@link Health#now()}. Thread-safe; nothing here blocks.
 */
public final class Pauses {
    /** With more entries than this, those that are past are looked for. */
    private static final int MANY = 1024;

    private final Map<Place, Long> until = new ConcurrentHashMap<>();

    private record Place(EndpointId endpoint, Object account) {}

    Pauses() {}

    /**
     * Notes a wish; the longest one counts.
     *
     * @param account whose requests it was about: anything with an identity by its value
     */
    public void leaveAlone(EndpointId endpoint, Object account, Duration wish, long now) {
        if (until.size() > MANY) {
            until.values().removeIf(end -> end <= now);
        }
        until.merge(new Place(endpoint, account), now + wish.toNanos(), Math::max);
    }

    /** Whether nobody asked for anything, as is usual. */
    public boolean isEmpty() {
        return until.isEmpty();
    }

    int size() {
        return until.size();
    }

    /** How much of it is left, in nanoseconds; 0 if it may be asked. */
    public long left(EndpointId endpoint, Object account, long now) {
        var place = new Place(endpoint, account);
        Long end = until.get(place);
        if (end == null) {
            return 0;
        }
        if (end <= now) {
            until.remove(place, end);
            return 0;
        }
        return end - now;
    }
}
