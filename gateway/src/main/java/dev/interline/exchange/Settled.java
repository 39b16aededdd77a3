package dev.interline.exchange;

import java.util.Optional;

/**
 * What a finished generation used and cost; known before its last event goes out.
 *
 * @param usage judged token counts
 * @param tally what the reader learned, the upstream's own usage object included
 * @param own what the caller's own account at the provider pays, if that served
 * @param metadata how the answer came about, as a JSON object, if the client wants to know; see {@link RouterMetadata}
 */
public record Settled(Usage usage, Cost cost, Tally tally, Optional<Money> own,
        Optional<String> metadata) {
    /** Nothing was used and nothing is charged. */
    public static final Settled NOTHING = new Settled(Usage.NONE, Cost.FREE, Tally.EMPTY);

    /** The same for a client that is told of a problem and wants to know how its request was routed. */
    public static Settled nothing(Problem told) {
        return told.routing().map(NOTHING::withMetadata).orElse(NOTHING);
    }

    /** Credits pay. */
    public Settled(Usage usage, Cost cost, Tally tally) {
        this(usage, cost, tally, Optional.empty());
    }

    /** Whose client does not ask how it came about. */
    public Settled(Usage usage, Cost cost, Tally tally, Optional<Money> own) {
        this(usage, cost, tally, own, Optional.empty());
    }

    /** The same for a client that wants to know how the answer came about. */
    public Settled withMetadata(String json) {
        return new Settled(usage, cost, tally, own, Optional.of(json));
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
