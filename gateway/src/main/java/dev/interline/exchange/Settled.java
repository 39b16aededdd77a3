package dev.interline.exchange;

/**
 * What a finished generation used and cost; known before its last event goes out.
 *
 * @param usage judged token counts
 * @param tally what the reader learned, the upstream's own usage object included
 * @param byok whether the caller's own account at the provider served
 */
public record Settled(Usage usage, Cost cost, Tally tally, boolean byok) {
    /** Nothing was used and nothing is charged. */
    public static final Settled NOTHING = new Settled(Usage.NONE, Cost.FREE, Tally.EMPTY, false);
}
