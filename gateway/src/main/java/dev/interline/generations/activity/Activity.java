package dev.interline.generations.activity;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.store.Store;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What accounts did on the last thirty UTC days that are over (OpenRouter: activity). */
public final class Activity {
    private static final int DAYS = 30;

    private final Store store;
    private final InstantSource clock;

    public Activity(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The newest first.
     *
     * @throws Rejected if the day is none of those
     */
    public List<ActivityRow> list(ActivityFilter filter) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var first = today.minusDays(DAYS);
        filter.day().filter(day -> day.isBefore(first) || !day.isBefore(today)).ifPresent(_ -> {
            throw new Rejected(Problem.invalid("Date must be within the last 30 (completed) UTC days"));
        });
        return store.read(sql -> ActivityStore.list(sql, filter, filter.day().orElse(first),
                filter.day().orElse(today.minusDays(1)))).stream().sorted(ActivityRow.ORDER).toList();
    }
}
