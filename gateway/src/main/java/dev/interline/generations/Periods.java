package dev.interline.generations;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** The first days of the UTC periods that spending is told for; weeks begin on Monday. */
record Periods(LocalDate today, LocalDate week, LocalDate month) {
    static Periods of(LocalDate today) {
        return new Periods(today, today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                today.withDayOfMonth(1));
    }

    /** As epoch days, each for what was charged and for the part of it that was on own accounts. */
    Object[] arguments() {
        return new Object[]{today.toEpochDay(), today.toEpochDay(), week.toEpochDay(), week.toEpochDay(),
                month.toEpochDay(), month.toEpochDay()};
    }
}
