package dev.interline.identity;

import dev.interline.exchange.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A code that adds to the credits of one account, once; without the code itself.
 *
 * @param hash lowercase hex SHA-256 of the code
 * @param note what it is for
 * @param expiresAt first instant at which it is no longer worth anything
 * @param redeemedAt when it was redeemed
 * @param redeemedBy id of the account that has redeemed it
 */
public record CreditCode(String hash, Money amount, String note, Instant createdAt, Optional<Instant> expiresAt,
        Optional<Instant> redeemedAt, Optional<String> redeemedBy) {}
