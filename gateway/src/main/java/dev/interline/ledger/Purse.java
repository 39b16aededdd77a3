package dev.interline.ledger;

import dev.interline.exchange.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The money of one account: whatever limits its spending is looked at and changed under this one monitor, so that no number
 * of requests racing for the last cent can pass a limit together.
 *
 * <p>All calls are quick: a few dozen additions. Sums of the database are read before, never inside.
 */
public final class Purse {
    private final LongSupplier today;
    private final Lock monitor;

    /** @param today the epoch day, in UTC */
    public Purse(LongSupplier today) {
        this(today, new ReentrantLock());
    }

    /** With another lock: the test takes it out, to see that the race is lost then. */
    Purse(LongSupplier today, Lock monitor) {
        this.today = today;
        this.monitor = monitor;
    }

    private <T> T guarded(Supplier<T> work) {
        monitor.lock();
        try {
            return work.get();
        } finally {
            monitor.unlock();
        }
    }

    /** Somebody who spends: a key, with the workspace and the account that it draws on. */
    public Meter meter(Spending spent, List<Limit> limits) {
        return new Meter(spent, today.getAsLong(), limits);
    }

    /**
     * Holds as much as the limits allow, at most {@code most}.
     *
     * @param meters of all whose limits count: key, workspace, account, the request itself
     * @param least if not even this much fits, nothing is held
     */
    public Grant hold(List<Meter> meters, Terms terms, Money most, Money least) {
        return guarded(() -> {
            long day = today.getAsLong();
            var shares = new ArrayList<Hold.Share>(meters.size());
            for (var meter : meters) {
                meter.roll(day);
                shares.add(new Hold.Share(meter, meter.windows()));
            }
            var hold = new Hold(this, shares, terms);
            return grant(hold, terms, most.nanos(), least.nanos());
        });
    }

    /** What {@link #hold} would bring now: the hold is over before anybody else could see it. */
    Grant look(List<Meter> meters, Terms terms, Money most, Money least) {
        return guarded(() -> {
            Grant grant = hold(meters, terms, most, least);
            if (grant instanceof Grant.Held(Hold hold)) {
                hold.spend(0);
            }
            return grant;
        });
    }

    /** Changes what is held to as much as the limits allow; keeps what was held if not even {@code least} fits. */
    Grant change(Hold hold, Terms terms, Money most, Money least) {
        return guarded(() -> {
            if (hold.isOver()) {
                throw new IllegalStateException("a hold that is over cannot be changed");
            }
            return grant(hold, terms, most.nanos(), least.nanos());
        });
    }

    private Grant grant(Hold hold, Terms terms, long most, long least) {
        hold.giveBack();
        long fits = most;
        @Nullable
        Limit tightest = null;
        for (var share : hold.shares()) {
            for (var limit : share.meter().limits()) {
                long room = terms.largest(limit, share.room(limit));
                if (room < fits) {
                    fits = room;
                    tightest = limit;
                }
            }
        }
        if (tightest != null && (fits < least || fits < 0)) {
            hold.takeAgain();
            return new Grant.Refused(tightest, new Money(Math.max(0, fits)));
        }
        hold.take(terms, fits);
        return new Grant.Held(hold);
    }

    Money settle(Hold hold, Money cost) {
        return guarded(() -> {
            return hold.spend(cost.nanos());
        });
    }

    void release(Hold hold) {
        settle(hold, Money.ZERO);
    }

    /** Gives a meter other limits; what was spent and is held goes on to count. */
    public void limit(Meter meter, List<Limit> limits) {
        guarded(() -> {
            meter.limit(List.copyOf(limits));
            return meter;
        });
    }

    /** What was spent in the current period: on credits, and on own accounts at providers. */
    public Spending spent(Meter meter) {
        return guarded(() -> {
            meter.roll(today.getAsLong());
            return meter.spending();
        });
    }

    /** How far the limits of this meter are used. */
    List<Level> levels(Meter meter, String id, String account) {
        return guarded(() -> {
            meter.roll(today.getAsLong());
            return meter.limits().stream().map(limit -> {
                var window = meter.window(limit.period());
                long spent = window.credits() + (limit.countsByok() ? window.own() : 0);
                return new Level(id, account, limit, new Money(spent), window.start);
            }).toList();
        });
    }

    /** What a limit of this meter still allows, holds taken off; below zero if more was spent. */
    public Money room(Meter meter, Limit limit) {
        return guarded(() -> {
            meter.roll(today.getAsLong());
            return new Money(meter.window(limit.period()).room(limit));
        });
    }
}
