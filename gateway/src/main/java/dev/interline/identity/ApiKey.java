package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key, without its secret.
 *
 * @param hash lowercase hex SHA-256 of the whole key; its id everywhere
 * @param account id of the account that pays
 * @param workspace id of the workspace whose budgets it draws on
 * @param name what its owner calls it
 * @param label the key, masked so that its owner recognises it
 * @param disabled whether its owner switched it off
 * @param creator id of the user who made it, if a user did
 * @param expiresAt first instant at which it is no longer valid
 */
public record ApiKey(String hash, String account, String workspace, String name, String label, boolean disabled,
        Optional<String> creator, Optional<Instant> expiresAt, Instant createdAt, Instant updatedAt) {
    ApiKey disabledAt(Instant now) {
        return new ApiKey(hash, account, workspace, name, label, true, creator, expiresAt, createdAt, now);
    }

    Caller caller() {
        return new Caller(account, workspace, hash, name, label, creator, expiresAt);
    }
}
