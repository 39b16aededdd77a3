package dev.interline.ledger;

import java.time.LocalDate;

/** How long a limit holds until what was spent counts anew; all periods begin at midnight UTC, weeks on Monday. */
public enum Period {
    DAY, WEEK, MONTH, EVER;

    private static final int DAYS_OF_WEEK = 7;
    /** The first of January 1970 was a Thursday. */
    private static final int MONDAY = 3;

    /** The first day of the period in which this day lies, both as epoch days. */
    public long first(long day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day - Math.floorMod(day + MONDAY, DAYS_OF_WEEK);
            case MONTH -> LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
            case EVER -> Long.MIN_VALUE;
        };
    }
}
