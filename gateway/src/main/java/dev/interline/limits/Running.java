package dev.interline.limits;

import java.time.Duration;

/** The requests that are under way. */
final class Running implements Count {
    /** Nobody knows when one of them ends. */
    private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

    private int running;

    @Override
    public int used(Moment now) {
        return running;
    }

    @Override
    public long wait(int limit, Moment now) {
        return running < limit ? 0 : LOOK_AGAIN;
    }

    @Override
    public void take(Moment now) {
        running++;
    }

    @Override
    public void over(Moment taken, boolean answered) {
        running--;
    }
}
