package dev.interline.identity;

import dev.interline.exchange.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * Who pays.
 *
 * @param id {@code acc_<20 alphanumerics>}, the account's id everywhere
 * @param name what people call it; no two accounts share one
 * @param credits everything ever credited; empty for an unmetered account, whose use is only recorded
 * @param charged everything ever charged
 */
public record Account(String id, String name, Optional<Money> credits, Money charged, Instant createdAt) {
    /** The account that the first start makes, and that a key belongs to when nobody says otherwise. */
    public static final String DEFAULT = "default";

    /** What is left to spend; empty for an unmetered account. */
    public Optional<Money> remaining() {
        return credits.map(amount -> amount.minus(charged));
    }

    Account withCredits(Money sum) {
        return new Account(id, name, Optional.of(sum), charged, createdAt);
    }
}
