package dev.interline.ledger;

import dev.interline.exchange.Money;
import java.util.Objects;

/**
 * A bound on what may be spent.
 *
 * @param scope whose spending it bounds
 * @param period how long until what was spent counts anew
 * @param amount most that may be spent in a period
 * @param countsByok whether what the caller's own accounts at providers pay counts too
 */
public record Limit(Scope scope, Period period, Money amount, boolean countsByok) {
    /** Whose spending is bounded. */
    public enum Scope {
        /** One request, as its client asked for ({@code X-Max-Cost}). */
        REQUEST,
        KEY, WORKSPACE,
        /** The account's credits. */
        ACCOUNT
    }

    public Limit {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(amount, "amount");
    }
}
