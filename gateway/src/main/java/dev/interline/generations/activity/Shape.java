package dev.interline.generations.activity;

import dev.interline.generations.activity.AnalyticsQuery.Field;
import dev.interline.generations.activity.AnalyticsQuery.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of a query's columns in SQL: {@code piece} of time, {@code name0} and on for dimensions, {@code sum0} and on
 * for metrics.
 */
final class Shape {
    private final List<String> groups = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<Metric> metrics;
    private final List<String> order = new ArrayList<>();

    Shape(AnalyticsQuery query) {
        query.granularity().ifPresent(_ -> groups.add("piece"));
        for (int i = 0; i < query.dimensions().size(); i++) {
            names.add("name" + i);
        }
        groups.addAll(names);
        metrics = new ArrayList<>(query.metrics());
        order.add(query.order().map(wanted -> term(query, wanted))
                .orElse(query.granularity().isPresent() ? "piece" : "sum0 desc"));
        // Whatever comes first, the rest is in one order only.
        order.addAll(groups);
    }

    private String term(AnalyticsQuery query, Order wanted) {
        return switch (wanted.field()) {
            case Field.Date() -> "piece";
            case Field.Name(Dimension dimension) -> "name" + query.dimensions().indexOf(dimension);
            case Field.Sum(Metric metric) -> "sum" + place(metric);
        } + (wanted.descending() ? " desc" : "");
    }

    /** Where a metric is; one that is only ordered by comes after those that are asked for. */
    private int place(Metric metric) {
        if (!metrics.contains(metric)) {
            metrics.add(metric);
        }
        return metrics.indexOf(metric);
    }

    /** Those of the query, and perhaps one more. */
    List<Metric> metrics() {
        return metrics;
    }

    /** What is selected of rows that are added up. */
    String added() {
        var columns = new ArrayList<>(groups);
        for (int i = 0; i < metrics.size(); i++) {
            columns.add("cast(sum(sum" + i + ") as bigint) as sum" + i);
        }
        return String.join(", ", columns);
    }

    /** The clause that groups them, if anything keeps them apart. */
    String groups() {
        return groups.isEmpty() ? "" : " group by " + String.join(", ", groups);
    }

    /** The clause that numbers those of equal dimensions apart. */
    String partition() {
        return names.isEmpty() ? "" : "partition by " + String.join(", ", names);
    }

    String order() {
        return String.join(", ", order);
    }
}
