package dev.interline.health;

/**
 * What a decision needs to know of an endpoint; immutable. Times are on the clock of {@link Health#now()}.
 *
 * @param outageUntil until when it counts as unstable; 0 if it never was
 * @param pausedUntil until when it asked to be left alone; 0 if it never did
 * @param recent speeds of the last 5 minutes
 * @param lately speeds of the last 30 minutes
 * @param full whether as many requests are under way as it is known to take at one time
 * @param grade how reliable it was in the last 30 minutes
 * @param calls its answers with tool calls in the last two hours: served where a program could have run them, else failed
 */
public record Vitals(long outageUntil, long pausedUntil, Speeds recent, Speeds lately, boolean full,
        Grade grade, Counts calls) {
    /** Nothing was ever asked of it. */
    public static final Vitals UNKNOWN = new Vitals(0, 0, Speeds.UNKNOWN, Speeds.UNKNOWN, false, Grade.UNKNOWN,
            Counts.NONE);

    private static final double LEAST = 0.05;

    /**
     * How fast it was.
     *
     * @param latency seconds to the first content
     * @param throughput output tokens for each second of the whole answer
     */
    public record Speeds(Percentiles latency, Percentiles throughput) {
        /** Nothing was measured. */
        public static final Speeds UNKNOWN = new Speeds(Percentiles.UNKNOWN, Percentiles.UNKNOWN);
    }

    /** OpenRouter's grades of uptime; they need a hundred requests. */
    public enum Grade {
        /** Too little is known. */
        UNKNOWN,
        /** 95% and more. */
        NORMAL,
        /** 80% and more. */
        DEGRADED,
        /** Less. */
        DOWN
    }

    /** The same for another account than the one that is to leave it alone, and has taken up what it has. */
    public Vitals withoutPause() {
        return pausedUntil == 0 && !full ? this : new Vitals(outageUntil, 0, recent, lately, false, grade, calls);
    }

    /** The same with as many requests under way as it takes. */
    Vitals asFull() {
        return new Vitals(outageUntil, pausedUntil, recent, lately, true, grade, calls);
    }

    /** Whether it asked to be left alone and that time is not over. */
    public boolean isPaused(long now) {
        return now < pausedUntil;
    }

    /** The share of its usual traffic that it should get: 0 in an outage, growing from 0.05 behind one, else 1. */
    public double share(long now) {
        if (outageUntil == 0 || now >= outageUntil + Circuit.RETURN) {
            return 1;
        }
        return now < outageUntil ? 0 : LEAST + (1 - LEAST) * (now - outageUntil) / Circuit.RETURN;
    }

    /** Seconds to the first content in the median, as recent as there is; NaN if unknown. */
    public double latency() {
        return recent.latency().isKnown() ? recent.latency().p50() : lately.latency().p50();
    }

    /** Seconds to the first content that one of twenty answers exceeds, as recent as there is; NaN if too little is known. */
    public double lateness() {
        return Double.isNaN(recent.latency().p95()) ? lately.latency().p95() : recent.latency().p95();
    }

    /** Output tokens a second in the median, as recent as there is; NaN if unknown. */
    public double throughput() {
        return recent.throughput().isKnown() ? recent.throughput().p50() : lately.throughput().p50();
    }
}
