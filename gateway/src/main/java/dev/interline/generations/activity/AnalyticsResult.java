package dev.interline.generations.activity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to an {@link AnalyticsQuery}.
 *
 * @param truncated whether there would be more rows
 * @param warnings what the rows do not say exactly as it was asked, for the caller
 */
public record AnalyticsResult(List<Line> lines, boolean truncated, List<String> warnings) {
    public AnalyticsResult {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /**
     * One row.
     *
     * @param begin when its piece of time begins, if time is cut
     * @param names values of the dimensions, in their order; an empty text where there is none
     * @param sums of the metrics, in their order; money in nano-dollars
     */
    public record Line(Optional<Instant> begin, List<String> names, List<Long> sums) {
        public Line {
            names = List.copyOf(names);
            sums = List.copyOf(sums);
        }
    }
}
