package dev.interline.limits;

/**
 * A point in time.
 *
 * @param nanos by a clock that only goes forward; what is measured goes by this
 * @param millis since 1970, as people and their days go
 */
record Moment(long nanos, long millis) {
    static final long MILLIS_OF_DAY = 86_400_000;
    private static final long NANOS_OF_MILLI = 1_000_000;

    /** The UTC day, counted from 1970. */
    long day() {
        return Math.floorDiv(millis, MILLIS_OF_DAY);
    }

    /** Nanoseconds until the next day begins. */
    long restOfDay() {
        return (MILLIS_OF_DAY - Math.floorMod(millis, MILLIS_OF_DAY)) * NANOS_OF_MILLI;
    }

    /** The millisecond since 1970 that is so many nanoseconds away, or the next one. */
    long millisAfter(long wait) {
        return millis + Math.ceilDiv(wait, NANOS_OF_MILLI);
    }
}
