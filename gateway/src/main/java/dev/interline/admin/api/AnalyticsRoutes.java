package dev.interline.admin.api;

import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.Money;
import dev.interline.generations.activity.Analytics;
import dev.interline.generations.activity.AnalyticsQuery;
import dev.interline.generations.activity.AnalyticsResult;
import dev.interline.generations.activity.Dimension;
import dev.interline.generations.activity.Granularity;
import dev.interline.generations.activity.Metric;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /analytics}: what can be asked about an account's generations, and the answers (OpenRouter: analytics). */
public final class AnalyticsRoutes {
    /** OpenRouter writes instants with milliseconds here. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Analytics analytics;
    private final InstantSource clock;

    public AnalyticsRoutes(Analytics analytics, InstantSource clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(Route.get("analytics/meta", MANAGEMENT, _ -> Answer.data(meta())),
                Route.post("analytics/query", MANAGEMENT, this::query));
    }

    private static ObjectNode meta() {
        var meta = Json.mapper().createObjectNode();
        var metrics = meta.putArray("metrics");
        for (var metric : Metric.values()) {
            var row = metrics.addObject().put("name", metric.word()).put("display_label", metric.label())
                    .put("is_rate", false).put("display_format", switch (metric.kind()) {
                        case NUMBER -> "number";
                        case MONEY -> "currency";
                    });
            var known = row.putArray("granularities");
            Arrays.stream(Granularity.values()).filter(metric::isKnownBy).map(Granularity::word).forEach(known::add);
        }
        AnalyticsInput.DIMENSIONS.forEach((word, dimension) -> named(meta.withArray("dimensions"), word,
                dimension.label()));
        AnalyticsInput.GRANULARITIES.forEach((word, granularity) -> named(meta.withArray("granularities"), word,
                granularity.label()));
        AnalyticsInput.Operator.WORDS.forEach((word, operator) -> meta.withArray("operators").addObject()
                .put("name", word).put("value_type", operator.many() ? "array" : "scalar"));
        return meta;
    }

    private static void named(ArrayNode rows, String word, String label) {
        rows.addObject().put("name", word).put("display_label", label);
    }

    private Answer query(Call call) {
        var asked = AnalyticsInput.read(call);
        var began = clock.instant();
        var result = analytics.ask(asked.query());
        var data = Json.mapper().createObjectNode();
        var rows = data.putArray("data");
        result.lines().forEach(line -> rows.add(row(asked.query(), line)));
        data.putObject("metadata")
                .put("query_time_ms", Math.max(0, Duration.between(began, clock.instant()).toMillis()))
                .put("row_count", rows.size()).put("truncated", result.truncated());
        var warnings = Json.mapper().createArrayNode();
        result.warnings().forEach(warnings::add);
        if (asked.limited()) {
            warnings.add("limit: at most " + AnalyticsQuery.MOST_ROWS + " rows are told at once");
        }
        if (!warnings.isEmpty()) {
            data.set("warnings", warnings);
        }
        return Answer.data(data);
    }

    private static ObjectNode row(AnalyticsQuery query, AnalyticsResult.Line line) {
        var row = Json.mapper().createObjectNode();
        query.granularity().ifPresent(granularity -> line.begin()
                .ifPresent(begin -> row.put("date__" + granularity.word(), INSTANT.format(begin))));
        for (int i = 0; i < query.dimensions().size(); i++) {
            name(row, query.dimensions().get(i), line.names().get(i));
        }
        for (int i = 0; i < query.metrics().size(); i++) {
            sum(row, query.metrics().get(i), line.sums().get(i));
        }
        return row;
    }

    private static void name(ObjectNode row, Dimension dimension, String name) {
        row.put(dimension.word(), name.isEmpty() ? null : name);
    }

    private static void sum(ObjectNode row, Metric metric, long sum) {
        switch (metric.kind()) {
            case NUMBER -> row.put(metric.word(), sum);
            case MONEY -> Fields.money(row, metric.word(), new Money(sum));
        }
    }
}
