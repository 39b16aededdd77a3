package dev.interline.generations.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Some time.
 *
 * @param start the first instant
 * @param end the first instant after it, which is later
 */
public record TimeRange(Instant start, Instant end) {
    /** How long it is. */
    Duration length() {
        return Duration.between(start, end);
    }

    /** The whole UTC days of which it has a part. */
    TimeRange wholeDays() {
        var last = end.truncatedTo(ChronoUnit.DAYS);
        return new TimeRange(start.truncatedTo(ChronoUnit.DAYS),
                last.equals(end) ? end : last.plus(1, ChronoUnit.DAYS));
    }
}
