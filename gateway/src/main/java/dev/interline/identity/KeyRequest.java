package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants of a new key.
 *
 * @param account name or id of the account that pays
 * @param workspace id or slug of the workspace whose budgets it draws on; empty: the account's default one
 * @param management whether it is to administer the account, and not to ask models
 * @param creator id of the member who makes it, if a member does
 * @param expiresAt first instant at which it will no longer be valid
 */
public record KeyRequest(String account, Optional<String> workspace, boolean management, Optional<String> creator,
        Optional<Instant> expiresAt, KeySettings settings) {
    /** A plain key of an account. */
    public static KeyRequest of(String account, String name) {
        return new KeyRequest(account, Optional.empty(), false, Optional.empty(), Optional.empty(),
                KeySettings.named(name));
    }

    public KeyRequest expiring(Optional<Instant> at) {
        return new KeyRequest(account, workspace, management, creator, at, settings);
    }

    public KeyRequest managing() {
        return new KeyRequest(account, workspace, true, creator, expiresAt, settings);
    }

    public KeyRequest in(Optional<String> idOrSlug) {
        return new KeyRequest(account, idOrSlug, management, creator, expiresAt, settings);
    }

    public KeyRequest by(Optional<String> member) {
        return new KeyRequest(account, workspace, management, member, expiresAt, settings);
    }

    public KeyRequest with(KeySettings others) {
        return new KeyRequest(account, workspace, management, creator, expiresAt, others);
    }
}
