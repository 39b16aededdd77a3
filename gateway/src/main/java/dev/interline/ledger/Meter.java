package dev.interline.ledger;

import dev.interline.exchange.Money;
import java.util.EnumMap;
import java.util.List;

/** What one key, workspace or account has spent, over all periods, and its limits. Guarded by its {@link Purse}. */
public final class Meter {
    private static final Period[] PERIODS = Period.values();

    private final Window[] windows = new Window[PERIODS.length];
    private List<Limit> limits;
    /** The day that the windows belong to; it never goes back, whatever the clock does. */
    private long today;

    Meter(Spending spent, long day, List<Limit> limits) {
        this.limits = limits;
        this.today = day;
        for (var period : PERIODS) {
            windows[period.ordinal()] = new Window(period.first(day), spent.credits(period).nanos(),
                    spent.own(period).nanos());
        }
    }

    /** Begins new windows for the periods that have ended. */
    void roll(long day) {
        if (day <= today) {
            return;
        }
        today = day;
        for (var period : PERIODS) {
            long first = period.first(day);
            if (first > windows[period.ordinal()].start) {
                windows[period.ordinal()] = new Window(first, 0, 0);
            }
        }
    }

    /** The windows of today, in the order of the periods. */
    Window[] windows() {
        return windows.clone();
    }

    Window window(Period period) {
        return windows[period.ordinal()];
    }

    Spending spending() {
        var credits = new EnumMap<Period, Money>(Period.class);
        var own = new EnumMap<Period, Money>(Period.class);
        for (var period : PERIODS) {
            credits.put(period, new Money(window(period).credits()));
            own.put(period, new Money(window(period).own()));
        }
        return new Spending(credits, own);
    }

    List<Limit> limits() {
        return limits;
    }

    void limit(List<Limit> changed) {
        limits = changed;
    }
}
