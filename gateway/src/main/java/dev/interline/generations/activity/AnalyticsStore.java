package dev.interline.generations.activity;

import dev.interline.generations.activity.AnalyticsQuery.Filter;
import dev.interline.generations.activity.AnalyticsResult.Line;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of analytics: pick rows, add them up, number those of equal dimensions, and take the first. The text is put
 * together from the expressions of {@link Metric}, {@link Dimension} and {@link Granularity} and nothing else.
 */
final class AnalyticsStore {
    private static final String TEXT = """
            with picked as (select %s from %s fact where %s),
                added as (select %s from picked%s),
                placed as (select added.*, row_number() over (%s order by %s) as place from added)
            select * from placed where place <= ? order by %7$s limit ?
            """;

    private AnalyticsStore() {}

    /**
     * Lines in order.
     *
     * @param source which table; it knows the query's metrics
     * @param range which time; of days whole ones
     * @param most how many
     */
    static List<Line> lines(Sql sql, AnalyticsQuery query, Source source, TimeRange range, int most)
            throws SQLException {
        var shape = new Shape(query);
        var picked = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        query.granularity().map(granularity -> granularity.number(range)).ifPresent(number -> {
            picked.add(number.sql() + " as piece");
            arguments.addAll(number.arguments());
        });
        for (int i = 0; i < query.dimensions().size(); i++) {
            picked.add(query.dimensions().get(i).sql() + " as name" + i);
        }
        for (int i = 0; i < shape.metrics().size(); i++) {
            picked.add(shape.metrics().get(i).sql(source).orElseThrow() + " as sum" + i);
        }
        var where = where(query, source, range);
        arguments.addAll(where.arguments());
        arguments.add(query.groupLimit().filter(_ -> !query.dimensions().isEmpty()).orElse(most));
        arguments.add(most);
        var text = TEXT.formatted(String.join(", ", picked), source.table(), where.text(), shape.added(),
                shape.groups(), shape.partition(), shape.order());
        return sql.list(text, row -> line(row, query), arguments.toArray());
    }

    private static Conditions where(AnalyticsQuery query, Source source, TimeRange range) {
        var where = new Conditions("fact.account = ? and " + source.time() + " >= ? and " + source.time() + " < ?"
                + source.served(),
                query.account(), number(source, range.start()), number(source, range.end()));
        query.filters().forEach(filter -> add(where, filter));
        return where;
    }

    private static long number(Source source, Instant time) {
        return switch (source) {
            case DAYS -> Math.floorDiv(time.getEpochSecond(), 86_400L);
            case GENERATIONS -> time.toEpochMilli();
        };
    }

    private static void add(Conditions where, Filter filter) {
        var name = filter.dimension().sql();
        var listed = name + (filter.negated() ? " not in (" : " in (") + Conditions.marks(filter.values().size()) + ")";
        where.and(filter.unsetToo() ? listed + " or " + name + " = ''" : listed + " and " + name + " <> ''",
                filter.values());
    }

    private static Line line(Row row, AnalyticsQuery query) throws SQLException {
        var names = new ArrayList<String>();
        for (int i = 0; i < query.dimensions().size(); i++) {
            names.add(Optional.ofNullable(row.textOrNull("name" + i)).orElse(""));
        }
        var sums = new ArrayList<Long>();
        for (int i = 0; i < query.metrics().size(); i++) {
            sums.add(row.number("sum" + i));
        }
        Optional<Instant> begin = Optional.empty();
        if (query.granularity().isPresent()) {
            begin = Optional.of(query.granularity().get().begin(row.number("piece")));
        }
        return new Line(begin, names, sums);
    }

    /** When the oldest generation of an account was asked for that is still kept. */
    static Optional<Instant> oldest(Sql sql, String account) throws SQLException {
        return sql.first("select created_at from generation where account = ? order by created_at limit 1",
                row -> row.instant("created_at"), account);
    }

    /** Whether anything was recorded of an account on these days. */
    static boolean recorded(Sql sql, String account, Instant from, Instant before) throws SQLException {
        return sql.first("select day from usage_day where account = ? and day >= ? and day < ? limit 1",
                row -> row.number("day"), account, number(Source.DAYS, from), number(Source.DAYS, before)).isPresent();
    }
}
