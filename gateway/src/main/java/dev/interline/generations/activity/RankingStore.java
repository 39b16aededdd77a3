package dev.interline.generations.activity;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The SQL of rankings. */
final class RankingStore {
    private static final String APPS = """
            select app.id, app.name,
                cast(sum(case when app_day.day >= ? then app_day.requests else 0 end) as bigint) as requests,
                cast(sum(case when app_day.day >= ? then app_day.prompt + app_day.completion else 0 end) as bigint)
                    as tokens,
                cast(sum(case when app_day.day < ? then app_day.prompt + app_day.completion else 0 end) as bigint)
                    as earlier
            from app_day join app on app.id = app_day.app where %s group by app.id, app.name
            """;

    private RankingStore() {}

    /** What an app used in a window, and in the days before it. */
    record App(long id, String name, long requests, long tokens, long before) {}

    static List<App> apps(Sql sql, Rankings.Window window, long daysBefore, Collection<String> categories)
            throws SQLException {
        long first = window.first().toEpochDay();
        var where = new Conditions("app_day.day >= ? and app_day.day <= ?", first - daysBefore,
                window.last().toEpochDay());
        if (!categories.isEmpty()) {
            where.and(
                    "exists (select 1 from app_category where app_category.app = app.id and app_category.category in ("
                            + Conditions.marks(categories.size()) + "))",
                    categories);
        }
        var arguments = new ArrayList<Object>(List.of(first, first, first));
        arguments.addAll(where.arguments());
        return sql.list(APPS.formatted(where.text()), row -> new App(row.number("id"), row.text("name"),
                row.number("requests"), row.number("tokens"), row.number("earlier")), arguments.toArray());
    }

    static List<Rankings.ModelUse> models(Sql sql, Rankings.Window window) throws SQLException {
        return sql.list("""
                select day, model, cast(sum(prompt + completion) as bigint) as tokens from usage_day
                where day >= ? and day <= ? and model <> '' group by day, model
                """, row -> new Rankings.ModelUse(LocalDate.ofEpochDay(row.number("day")), row.text("model"),
                row.number("tokens")), window.first().toEpochDay(), window.last().toEpochDay());
    }
}
