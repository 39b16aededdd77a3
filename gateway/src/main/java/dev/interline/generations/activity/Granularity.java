package dev.interline.generations.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The pieces into which time is cut, all in UTC; weeks begin on Monday. In a query a piece is a number, made of whole
 * numbers alone, so that every database makes the same.
 */
public enum Granularity {
    MINUTE("Minute", Source.GENERATIONS, Duration.ofHours(1), Duration.ofDays(1)),
    HOUR("Hour", Source.GENERATIONS, Duration.ofDays(1), Duration.ofDays(31)),
    DAY("Day", Source.DAYS, Duration.ofDays(30), years()),
    WEEK("Week", Source.DAYS, Duration.ofDays(84), years()),
    MONTH("Month", Source.DAYS, Duration.ofDays(365), years());

    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 3_600_000;
    /** The epoch's first day was a Thursday. */
    private static final int MONDAY = 3;
    private static final int WEEK_DAYS = 7;
    private static final int YEAR_MONTHS = 12;

    private final String label;
    private final Source source;
    private final Duration usual;
    private final Duration longest;

    Granularity(String label, Source source, Duration usual, Duration longest) {
        this.label = label;
        this.source = source;
        this.usual = usual;
        this.longest = longest;
    }

    /** Five. */
    private static Duration years() {
        return Duration.ofDays(5 * 366);
    }

    /** OpenRouter's name for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    Source source() {
        return source;
    }

    /** How much of the past is told when nobody says. */
    Duration usual() {
        return usual;
    }

    /** How much can be asked for at once. */
    Duration longest() {
        return longest;
    }

    /**
     * An expression and what is bound in it.
     *
     * @param arguments whole numbers
     */
    record Expression(String sql, List<Object> arguments) {
        Expression(String sql) {
            this(sql, List.of());
        }
    }

    /** The number of the piece that a row {@code fact} belongs to, which is in this range. */
    Expression number(TimeRange range) {
        return switch (this) {
            case MINUTE -> new Expression("fact.created_at / " + MINUTE_MILLIS);
            case HOUR -> new Expression("fact.created_at / " + HOUR_MILLIS);
            case DAY -> new Expression("fact.day");
            case WEEK -> new Expression("(fact.day + " + MONDAY + ") / " + WEEK_DAYS);
            case MONTH -> months(range);
        };
    }

    /** Months have no common length: each is told by the day on which the next begins. */
    private static Expression months(TimeRange range) {
        var sql = new StringBuilder("case");
        var arguments = new ArrayList<Object>();
        var last = month(range.end());
        for (var month = month(range.start()); month.isBefore(last); month = month.plusMonths(1)) {
            sql.append(" when fact.day < ? then ?");
            arguments.add(month.plusMonths(1).atDay(1).toEpochDay());
            arguments.add(number(month));
        }
        arguments.add(number(last));
        // Without a branch there is no case.
        return arguments.size() == 1 ? new Expression("cast(? as bigint)", arguments)
                : new Expression(sql.append(" else ? end").toString(), arguments);
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }

    private static long number(YearMonth month) {
        return (long) month.getYear() * YEAR_MONTHS + month.getMonthValue() - 1;
    }

    /** When the piece with this number begins. */
    Instant begin(long number) {
        return switch (this) {
            case MINUTE -> Instant.ofEpochMilli(number * MINUTE_MILLIS);
            case HOUR -> Instant.ofEpochMilli(number * HOUR_MILLIS);
            case DAY -> midnight(number);
            case WEEK -> midnight(number * WEEK_DAYS - MONDAY);
            case MONTH -> midnight(LocalDate.of((int) (number / YEAR_MONTHS), (int) (number % YEAR_MONTHS) + 1, 1)
                    .toEpochDay());
        };
    }

    private static Instant midnight(long epochDay) {
        return Instant.ofEpochSecond(epochDay * Duration.ofDays(1).toSeconds());
    }
}
