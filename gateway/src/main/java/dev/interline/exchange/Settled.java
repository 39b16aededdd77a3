package dev.interline.exchange;

import java.util.Optional;

/**
 * What a finished generation used and cost; known before its last event goes out.
 *
 * @param usage judged token counts
 * @param tally what the reader learned, the upstream's own usage object included
 * @param own what the caller's own account at the provider pays, if that served
 */
public record Settled(Usage usage, Cost cost, Tally tally, Optional<Money> own) {
    /** Nothing was used and nothing is charged. */
    public static final Settled NOTHING = new Settled(Usage.NONE, Cost.FREE, Tally.EMPTY);

    /** Credits pay. */
    public Settled(Usage usage, Cost cost, Tally tally) {
        this(usage, cost, tally, Optional.empty());
    }

    /** Whether the caller's own account at the provider served. */
    public boolean byok() {
        return own.isPresent();
    }

    /** What the provider charges. */
    public Money upstreamCost() {
        return own.orElseGet(() -> cost.prompt().plus(cost.completion()));
    }
}
