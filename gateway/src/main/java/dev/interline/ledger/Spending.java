package dev.interline.ledger;

import dev.interline.exchange.Money;
import java.util.EnumMap;
import java.util.Map;

/** What was spent in each current period. */
public final class Spending {
    public static final Spending NOTHING = new Spending(Map.of(), Map.of());

    private final Map<Period, Money> credits = new EnumMap<>(Period.class);
    private final Map<Period, Money> own = new EnumMap<>(Period.class);

    /**
     * Spending by period; absent ones are zero.
     *
     * @param credits what credits paid
     * @param own what the caller's own accounts at providers paid
     */
    public Spending(Map<Period, Money> credits, Map<Period, Money> own) {
        this.credits.putAll(credits);
        this.own.putAll(own);
    }

    public Money credits(Period period) {
        return credits.getOrDefault(period, Money.ZERO);
    }

    public Money own(Period period) {
        return own.getOrDefault(period, Money.ZERO);
    }
}
