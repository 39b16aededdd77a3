package dev.interline.routing.auto;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A range of prices among the models that would do, in percentiles (OpenRouter: {@code cost_tier} and
 * {@code cost_quality_tradeoff} of the auto router).
 *
 * @param from the least percentile in it
 * @param to the first behind it
 * @param name how it is told
 */
public record Band(double from, double to, String name) {
    /** What holds when the request says nothing, as at OpenRouter. */
    private static final int USUAL = 9;
    private static final double DEAREST = 90;
    private static final double STEP = 8;
    private static final double BEYOND = 101;

    /** A fifth, if one is named, else everything up to a price. */
    public static Band of(Optional<String> tier, OptionalInt tradeoff) {
        if (tier.isPresent()) {
            return switch (tier.get()) {
                case "low" -> new Band(0, 20, "low");
                case "medium" -> new Band(20, 40, "medium");
                case "high" -> new Band(40, 60, "high");
                case "xhigh" -> new Band(60, 80, "xhigh");
                default -> new Band(80, BEYOND, "max");
            };
        }
        int chosen = tradeoff.orElse(USUAL);
        // 10 is about the cheapest tenth, 0 everything but the dearest tenth.
        return new Band(0, DEAREST - STEP * chosen + 1e-6, tradeoff.isPresent() ? "tradeoff " + chosen : "default");
    }

    /** How far a percentile is from it; 0 inside. */
    public double distance(double percentile) {
        return percentile < from ? from - percentile : percentile >= to ? percentile - to + 1e-9 : 0;
    }
}
