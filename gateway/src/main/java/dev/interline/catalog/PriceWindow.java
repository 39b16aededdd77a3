package dev.interline.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * When prices hold, in UTC (OpenRouter: pricing overrides). A request belongs to the moment at which it was begun.
 *
 * @param start first minute of the day as HHMM (30 is 00:30, 1630 is 16:30)
 * @param end first minute that is outside, as HHMM; before the start: on the next day
 * @param days days of the week; empty: all. After midnight it is the next day, even within one window
 */
public record PriceWindow(OptionalInt start, OptionalInt end, Set<DayOfWeek> days) {
    /** At all times. */
    public static final PriceWindow ALWAYS = new PriceWindow(OptionalInt.empty(), OptionalInt.empty(), Set.of());

    private static final int HOUR = 100;
    private static final int MIDNIGHT = 2_400;

    public PriceWindow {
        days = days.isEmpty() ? Set.of() : Set.copyOf(days);
    }

    /** Whether these prices hold at this moment. */
    boolean contains(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        int now = time.getHour() * HOUR + time.getMinute();
        int from = start.orElse(0);
        int to = end.orElse(MIDNIGHT);
        return (days.isEmpty() || days.contains(time.getDayOfWeek()))
                && (from <= to ? from <= now && now < to : from <= now || now < to);
    }

    /** The days of the week in their order, by the first three letters of their names. */
    public List<String> dayNames() {
        return days.stream().sorted().map(day -> name(day)).toList();
    }

    /** Days by at least three letters of their English names, whatever the case; what is none is left out. */
    static Set<DayOfWeek> days(List<String> names) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : names) {
            day(text).ifPresent(days::add);
        }
        return days;
    }

    private static Optional<DayOfWeek> day(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> word.length() >= 3 && day.name().toLowerCase(Locale.ROOT).startsWith(word)).findFirst();
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
