package dev.interline.limits;

/** Requests that were let through, counted in one way. Guarded by its {@link Shard}. */
interface Count {
    /** How many count now. */
    int used(Moment now);

    /** Nanoseconds until fewer than {@code limit} count, as far as is known; 0 if that is so now. */
    long wait(int limit, Moment now);

    /** Counts one more. */
    void take(Moment now);

    /**
     * A request is over.
     *
     * @param taken when it was counted
     * @param answered whether it got an answer
     */
    void over(Moment taken, boolean answered);
}
