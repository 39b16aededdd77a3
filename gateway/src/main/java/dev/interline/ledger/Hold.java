package dev.interline.ledger;

import dev.interline.exchange.Money;
import java.util.List;

/**
 * Money that one request under way may spend, and nobody else. It is settled or released once, in the windows in which it
 * was taken, even if others have begun since.
 */
public final class Hold {
    private final Purse purse;
    private final List<Share> shares;
    private Terms terms;
    private long amount;
    private boolean over;

    /** What is held of one meter: its windows of the moment when the hold was taken. */
    record Share(Meter meter, Window[] windows) {
        /** A window that has ended allows anything: what its limit was for is past. */
        long room(Limit limit) {
            var window = windows[limit.period().ordinal()];
            return window == meter.window(limit.period()) ? window.room(limit) : Long.MAX_VALUE;
        }
    }

    Hold(Purse purse, List<Share> shares, Terms terms) {
        this.purse = purse;
        this.shares = shares;
        this.terms = terms;
    }

    /** Most that may be charged, at the provider's prices. */
    public Money amount() {
        return new Money(amount);
    }

    /** Whether anything bounds what may be charged. */
    public boolean isBounded() {
        for (var share : shares) {
            if (!share.meter().limits().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Holds another amount, under other terms; what was held is kept if not even {@code least} fits. */
    public Grant change(Terms other, Money most, Money least) {
        return purse.change(this, other, most, least);
    }

    /**
     * Spends what a generation cost at its provider's prices, as far as it is held, and gives back the rest.
     *
     * @return what is charged; the rest of the cost is the house's
     */
    public Money settle(Money cost) {
        return purse.settle(this, cost);
    }

    /** What of a cost would be charged now. */
    public Money chargeable(Money cost) {
        return isBounded() && cost.nanos() > amount ? amount() : cost;
    }

    /** Gives everything back; a hold that is over already stays so. */
    public void release() {
        purse.release(this);
    }

    // ---- under the purse's monitor ----

    List<Share> shares() {
        return shares;
    }

    boolean isOver() {
        return over;
    }

    void giveBack() {
        each(window -> window.release(terms, amount));
    }

    void takeAgain() {
        each(window -> window.hold(terms, amount));
    }

    void take(Terms newTerms, long newAmount) {
        terms = newTerms;
        amount = newAmount;
        takeAgain();
    }

    Money spend(long cost) {
        if (over) {
            return Money.ZERO;
        }
        over = true;
        giveBack();
        var charged = chargeable(new Money(cost));
        each(window -> window.spend(terms, charged.nanos()));
        return charged;
    }

    private interface Change {
        void to(Window window);
    }

    private void each(Change change) {
        for (var share : shares) {
            for (var window : share.windows()) {
                change.to(window);
            }
        }
    }
}
