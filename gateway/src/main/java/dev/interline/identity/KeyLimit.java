package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Period;
import java.util.List;
import java.util.Optional;

/**
 * What a key may spend.
 *
 * @param amount most that it may spend in a period; empty: as much as its workspace and account may
 * @param period how long until what was spent counts anew
 * @param countsByok whether what its account's own accounts at providers pay counts too
 */
public record KeyLimit(Optional<Money> amount, Period period, boolean countsByok) {
    /** No limit. */
    public static final KeyLimit NONE = new KeyLimit(Optional.empty(), Period.EVER, false);

    /** As the ledger knows it. */
    List<Limit> limits() {
        return amount.map(most -> new Limit(Limit.Scope.KEY, period, most, countsByok)).stream().toList();
    }

    public KeyLimit withAmount(Optional<Money> most) {
        return new KeyLimit(most, period, countsByok);
    }

    public KeyLimit withPeriod(Period reset) {
        return new KeyLimit(amount, reset, countsByok);
    }

    public KeyLimit withByok(boolean counts) {
        return new KeyLimit(amount, period, counts);
    }

    @Override
    public String toString() {
        return amount.map(most -> most + " " + Words.of(period) + (countsByok ? " with BYOK" : "")).orElse("unlimited");
    }
}
