package dev.interline.limits;

/** The requests of the current UTC day that were answered or may yet be. */
final class Today implements Count {
    /** The newest that was seen: days do not go back, whatever the clock does. */
    private long day = Long.MIN_VALUE;
    private int used;

    @Override
    public int used(Moment now) {
        if (now.day() > day) {
            day = now.day();
            used = 0;
        }
        return used;
    }

    @Override
    public long wait(int limit, Moment now) {
        return used(now) < limit ? 0 : now.restOfDay();
    }

    @Override
    public void take(Moment now) {
        begin(used(now) + 1);
    }

    /** Counts so many from now on. */
    void begin(int count) {
        used = count;
    }

    /** One that nobody answered does not count; what providers refuse is no use of theirs. */
    @Override
    public void over(Moment taken, boolean answered) {
        if (!answered && taken.day() == day) {
            used--;
        }
    }
}
