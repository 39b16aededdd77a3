package dev.interline.generations;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SQL of apps. */
final class AppStore {
    private static final String ADD_DAY = """
            insert into app_day (app, day, requests, prompt, completion) values (?, ?, ?, ?, ?)
            on conflict (app, day) do update set
                requests = app_day.requests + excluded.requests,
                prompt = app_day.prompt + excluded.prompt,
                completion = app_day.completion + excluded.completion
            """;

    private AppStore() {}

    private record Day(long app, long day) {}

    private record Category(long app, String name) {}

    private record Use(long requests, long prompt, long completion) {
        Use plus(Use other) {
            return new Use(requests + other.requests, prompt + other.prompt, completion + other.completion);
        }
    }

    /** Adds what these used, all of which are some app's, to that app's days. */
    static void add(Sql sql, List<Booking> bookings) throws SQLException {
        var apps = new LinkedHashMap<Long, App>();
        var days = new LinkedHashMap<Day, Use>();
        Set<Category> categories = new LinkedHashSet<>();
        for (var booking : bookings) {
            var app = booking.app().orElseThrow();
            long id = app.id();
            apps.put(id, app);
            app.categories().forEach(name -> categories.add(new Category(id, name)));
            days.merge(new Day(id, booking.day()),
                    new Use(1, booking.tokens().prompt(), booking.tokens().completion()), Use::plus);
        }
        sql.batch(
                "insert into app (id, url, name) values (?, ?, ?) on conflict (id) do update set name = excluded.name",
                apps.entrySet().stream().map(app -> row(app.getKey(), app.getValue().url(), app.getValue().name()))
                        .toList());
        if (!categories.isEmpty()) {
            sql.batch("insert into app_category (app, category) values (?, ?) on conflict (app, category) do nothing",
                    categories.stream().map(category -> row(category.app(), category.name())).toList());
        }
        sql.batch(ADD_DAY, days.entrySet().stream().map(AppStore::row).toList());
    }

    private static @Nullable Object[] row(Map.Entry<Day, Use> day) {
        var use = day.getValue();
        return row(day.getKey().app(), day.getKey().day(), use.requests(), use.prompt(), use.completion());
    }

    private static @Nullable Object[] row(Object... values) {
        return values;
    }
}
