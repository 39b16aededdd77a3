package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * An API key, without its secret.
 *
 * @param hash lowercase hex SHA-256 of the whole key; its id everywhere
 * @param account id of the account that pays
 * @param workspace id of the workspace whose budgets it draws on
 * @param label the key, masked so that its owner recognises it
 * @param management whether it administers its account, and cannot ask models
 * @param creator id of the member who made it, if a member did
 * @param expiresAt first instant at which it is no longer valid
 */
public record ApiKey(String hash, String account, String workspace, String label, boolean management,
        Optional<String> creator, Optional<Instant> expiresAt, Instant createdAt, Instant updatedAt,
        KeySettings settings) {
    public String name() {
        return settings.name();
    }

    public boolean disabled() {
        return settings.disabled();
    }

    /** Whether it lets anybody in at this time. */
    boolean isActive(Instant now) {
        return !disabled() && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
    }

    ApiKey changed(KeySettings others, Instant now) {
        return new ApiKey(hash, account, workspace, label, management, creator, expiresAt, createdAt, now, others);
    }

    Caller caller() {
        return new Caller(account, workspace, hash, name(), label, creator, expiresAt, management,
                settings.restrictions());
    }
}
