package dev.interline.health;

/**
 * What 50, 75, 90, 95 and 99 of a hundred answers do not exceed; for a throughput: what that many reach at least.
 *
 * @param p50 NaN, as all of them, while there is nothing to tell from
 * @param p95 NaN of fewer than twenty: none of them is the slowest of twenty. More than a wish depends on this one
 */
public record Percentiles(double p50, double p75, double p90, double p95, double p99) {
    /** Nothing was measured. */
    public static final Percentiles UNKNOWN =
            new Percentiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Whether anything was measured. */
    public boolean isKnown() {
        return !Double.isNaN(p50);
    }
}
