package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of an account, with keys, members and budgets of its own.
 *
 * @param id a UUID
 * @param account id of the account that pays
 * @param creator id of the member who made it, if a member did
 * @param countsByok whether what the account's own accounts at providers pay counts into its budgets
 * @param isDefault whether keys belong to it that name no workspace, and all members; there is one for each account
 */
public record Workspace(String id, String account, WorkspaceSettings settings, Optional<String> creator,
        boolean countsByok, boolean isDefault, Instant createdAt, Instant updatedAt) {
    public String slug() {
        return settings.slug();
    }

    Workspace changed(WorkspaceSettings others, Instant now) {
        return new Workspace(id, account, others, creator, countsByok, isDefault, createdAt, now);
    }

    Workspace counting(boolean byok, Instant now) {
        return new Workspace(id, account, settings, creator, byok, isDefault, createdAt, now);
    }
}
