package dev.interline.ledger;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit.Scope;
import java.util.List;
import java.util.Optional;

/** Somebody who spends: a key, with the workspace and the account that it draws on. */
public final class Spender {
    private final Purse purse;
    private final String account;
    private final Meter key;
    private final List<Meter> meters;

    Spender(Purse purse, String account, Meter key, Meter workspace, Meter whole) {
        this.purse = purse;
        this.account = account;
        this.key = key;
        this.meters = List.of(key, workspace, whole);
    }

    Meter key() {
        return key;
    }

    /**
     * Holds as much as all limits allow.
     *
     * @param cap what this one request may cost, if its client said so
     * @param most how much is wanted
     * @param least if not even this much fits, nothing is held
     */
    public Grant hold(Optional<Money> cap, Terms terms, Money most, Money least) {
        return purse.hold(bounding(cap), terms, most, least);
    }

    /** The same, but nothing is held: what comes is over already and only tells how much it was. */
    public Grant look(Optional<Money> cap, Terms terms, Money most, Money least) {
        return purse.look(bounding(cap), terms, most, least);
    }

    private List<Meter> bounding(Optional<Money> cap) {
        if (cap.isEmpty()) {
            return meters;
        }
        var own = purse.meter(Spending.NOTHING, List.of(new Limit(Scope.REQUEST, Period.EVER, cap.get(), true)));
        return List.of(own, meters.get(0), meters.get(1), meters.get(2));
    }

    List<Level> levels(String hash) {
        return purse.levels(key, hash, account);
    }

    /** What the key has spent in each current period. */
    public Spending spent() {
        return purse.spent(key);
    }

    /** What is left of a limit, holds taken off; all of it, if it is none of this spender's. */
    public Money room(Limit limit) {
        return meters.stream().filter(meter -> meter.limits().contains(limit)).findFirst()
                .map(meter -> purse.room(meter, limit)).orElse(limit.amount());
    }

    /** The least that any of the limits still allows; empty if nothing bounds this spender. */
    public Optional<Money> left() {
        return meters.stream().flatMap(meter -> meter.limits().stream().map(limit -> purse.room(meter, limit)))
                .min(Money::compareTo);
    }
}
