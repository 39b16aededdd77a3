package dev.interline.generations.activity;

import java.util.List;
import java.util.Optional;

/**
 * What somebody wants to know about an account.
 *
 * @param account id of the account
 * @param metrics what is to be added up; at least one, each once
 * @param dimensions what it is to be kept apart by; at most two, each once
 * @param filters which rows count: those that pass all of them
 * @param granularity into which pieces time is cut; empty for one piece
 * @param range which time; empty for what is usual
 * @param order what comes first; empty for the oldest, or without granularity for the most
 * @param limit most rows, from 1 to {@value #MOST_ROWS}
 * @param groupLimit most rows of equal dimensions; does nothing without dimensions
 */
public record AnalyticsQuery(String account, List<Metric> metrics, List<Dimension> dimensions, List<Filter> filters,
        Optional<Granularity> granularity, Optional<TimeRange> range, Optional<Order> order, int limit,
        Optional<Integer> groupLimit) {
    public static final int MOST_ROWS = 1_000;
    public static final int MOST_DIMENSIONS = 2;
    public static final int MOST_FILTERS = 20;

    public AnalyticsQuery {
        metrics = List.copyOf(metrics);
        dimensions = List.copyOf(dimensions);
        filters = List.copyOf(filters);
    }

    /**
     * A condition. A dimension without a value is none of any values, and is not other than them either: it passes only
     * where it is asked for.
     *
     * @param negated whether the value must be none of these, and not one of them
     * @param values at least one
     * @param unsetToo whether a dimension without a value passes as well
     */
    public record Filter(Dimension dimension, boolean negated, List<String> values, boolean unsetToo) {
        public Filter {
            values = List.copyOf(values);
        }
    }

    /** What rows are ordered by. */
    public record Order(Field field, boolean descending) {}

    /** What rows can be ordered by. */
    public sealed interface Field {
        /** The time, if the query cuts it. */
        record Date() implements Field {}

        /** A metric of the query, or {@link Metric#REQUESTS} in any. */
        record Sum(Metric metric) implements Field {}

        /** A dimension of the query. */
        record Name(Dimension dimension) implements Field {}
    }
}
