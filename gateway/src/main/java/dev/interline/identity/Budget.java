package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Limit;
import dev.interline.ledger.Period;
import java.time.Instant;

/**
 * What a workspace may spend in a period.
 *
 * @param id a UUID
 * @param workspace id of the workspace
 */
public record Budget(String id, String workspace, Period period, Money amount, Instant createdAt, Instant updatedAt) {
    /** As the ledger knows it. */
    Limit limit(boolean countsByok) {
        return new Limit(Limit.Scope.WORKSPACE, period, amount, countsByok);
    }
}
