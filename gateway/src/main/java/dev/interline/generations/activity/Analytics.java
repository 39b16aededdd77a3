package dev.interline.generations.activity;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers what somebody wants to know about an account (OpenRouter: analytics). By the day and longer it is told from
 * daily sums, which are kept for good and count days whole; by the minute and the hour from the generations themselves,
 * which are kept for some time. Without granularity daily sums tell whole days, and generations other times of up to 31
 * days. Where days are counted whole although others were asked for, the answer says so.
 */
public final class Analytics {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final Store store;
    private final InstantSource clock;

    public Analytics(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws Rejected if that cannot be told */
    public AnalyticsResult ask(AnalyticsQuery query) {
        var now = clock.instant();
        var asked = query.range().orElseGet(() -> usual(query, now));
        checkBounds(asked);
        var source = source(query, asked, now);
        checkLength(query, asked);
        checkKnown(query, source);
        var range = source == Source.DAYS ? asked.wholeDays() : asked;
        return store.read(sql -> {
            var warnings = new ArrayList<String>();
            switch (source) {
                case DAYS -> widened(asked, range, now, warnings);
                case GENERATIONS -> forgotten(sql, query, range, warnings);
            }
            var lines = AnalyticsStore.lines(sql, query, source, range, query.limit() + 1);
            boolean more = lines.size() > query.limit();
            return new AnalyticsResult(more ? lines.subList(0, query.limit()) : lines, more, warnings);
        });
    }

    private static TimeRange usual(AnalyticsQuery query, Instant now) {
        var granularity = query.granularity().orElse(Granularity.DAY);
        var start = now.minus(granularity.usual());
        return new TimeRange(switch (granularity.source()) {
            case DAYS -> start.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            case GENERATIONS -> start;
        }, now.plusMillis(1));
    }

    /** Without granularity generations are asked only for what days cannot tell, and if they can. */
    private static Source source(AnalyticsQuery query, TimeRange asked, Instant now) {
        return query.granularity().map(Granularity::source).orElseGet(() -> {
            boolean exact = query.metrics().stream().allMatch(metric -> metric.sql(Source.GENERATIONS).isPresent())
                    && asked.length().compareTo(Granularity.HOUR.longest()) <= 0;
            return exact && !tells(asked, asked.wholeDays(), now) ? Source.GENERATIONS : Source.DAYS;
        });
    }

    /** Whether whole days tell the same as was asked: what is still to come does not count. */
    private static boolean tells(TimeRange asked, TimeRange days, Instant now) {
        return asked.start().equals(days.start()) && (asked.end().equals(days.end()) || asked.end().isAfter(now));
    }

    private static void checkBounds(TimeRange range) {
        if (range.start().isBefore(FIRST) || range.end().isAfter(LAST)) {
            throw invalid("time_range: expected times from 1970 to 9998");
        }
        if (!range.start().isBefore(range.end())) {
            throw invalid("time_range: start must be before end");
        }
    }

    private static void checkLength(AnalyticsQuery query, TimeRange range) {
        var longest = query.granularity().orElse(Granularity.DAY).longest();
        if (range.length().minus(longest).compareTo(Duration.ofMillis(1)) > 0) {
            throw invalid("time_range: expected at most " + longest.toDays() + " days"
                    + query.granularity().map(granularity -> " by the " + granularity.word()).orElse(""));
        }
    }

    private static void checkKnown(AnalyticsQuery query, Source source) {
        query.metrics().stream().filter(metric -> metric.sql(source).isEmpty()).findFirst().ifPresent(metric -> {
            throw invalid("metrics: " + metric.word()
                    + " is known by the day, week and month only; by the minute and hour"
                    + " there are " + Arrays.stream(Metric.values()).filter(known -> known.sql(source).isPresent())
                            .map(Metric::word).collect(Collectors.joining(", ")));
        });
    }

    private static void widened(TimeRange asked, TimeRange range, Instant now, List<String> warnings) {
        if (!tells(asked, range, now)) {
            warnings.add("UTC days are counted whole: this is from " + range.start() + " to " + range.end());
        }
    }

    /** Says so if generations of this time are gone. */
    private static void forgotten(Sql sql, AnalyticsQuery query, TimeRange range, List<String> warnings)
            throws SQLException {
        var kept = AnalyticsStore.oldest(sql, query.account()).orElse(range.end());
        if (range.start().isBefore(kept) && AnalyticsStore.recorded(sql, query.account(), range.start(), kept)) {
            warnings.add("Single generations are kept since " + kept
                    + "; ask for days, weeks or months to learn of earlier ones");
        }
    }

    private static Rejected invalid(String message) {
        return new Rejected(Problem.invalid(message));
    }
}
