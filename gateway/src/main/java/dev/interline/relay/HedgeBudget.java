package dev.interline.relay;

/**
 * How many requests may have a second endpoint: no more than a share of all, so that a slow day does not double the load, and few
 * at once. Confined to an event loop, which has one of its own.
 */
final class HedgeBudget {
    private static final long ONE = 1_000_000;
    /** What quiet hours save up. */
    private static final long MOST = 10 * ONE;

    private long saved;

    /** There is one more request, of which this many millionths may have one. */
    void asked(int millionths) {
        saved = Math.min(MOST, saved + millionths);
    }

    boolean allows() {
        return saved >= ONE;
    }

    /** One more has one. */
    void take() {
        saved -= ONE;
    }
}
