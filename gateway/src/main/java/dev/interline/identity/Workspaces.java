package dev.interline.identity;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The workspaces of accounts. Where one is asked for, its id and its slug will do. */
public final class Workspaces {
    private final Changes changes;
    private final ApiKeys keys;
    private final Ids ids;

    Workspaces(Changes changes, ApiKeys keys, Ids ids) {
        this.changes = changes;
        this.keys = keys;
        this.ids = ids;
    }

    /**
     * Makes a workspace.
     *
     * @param account id of the account
     * @param creator id of the member who makes it, if a member does
     */
    public Workspace create(String account, WorkspaceSettings settings, Optional<String> creator, Actor by) {
        settings.check();
        return changes.make((sql, now) -> {
            checkFree(sql, account, settings.slug());
            if (creator.isPresent()) {
                MemberStore.get(sql, account, creator.get());
            }
            var made = new Workspace(ids.uuid(), account, settings, creator, false, false, now, now);
            WorkspaceStore.insert(sql, made);
            audit(sql, now, by, "workspace.create", made);
            return made;
        }, made -> changes.ledger().workspace(account, made.id(), List.of()));
    }

    /** Of an account, the default one first. */
    public List<Workspace> list(String account) {
        return changes.read(sql -> WorkspaceStore.list(sql, account));
    }

    /** @throws dev.interline.exchange.Rejected if the account has no such workspace */
    public Workspace get(String account, String idOrSlug) {
        return changes.read(sql -> WorkspaceStore.get(sql, account, idOrSlug));
    }

    /**
     * Changes a workspace.
     *
     * @param edit from what it is at that moment to what it is to be
     */
    public Workspace change(String account, String idOrSlug, UnaryOperator<WorkspaceSettings> edit, Actor by) {
        return changes.make((sql, now) -> {
            var workspace = WorkspaceStore.get(sql, account, idOrSlug);
            var settings = edit.apply(workspace.settings());
            settings.check();
            if (!settings.slug().equals(workspace.slug())) {
                checkFree(sql, account, settings.slug());
            }
            var changed = workspace.changed(settings, now);
            WorkspaceStore.update(sql, changed);
            audit(sql, now, by, "workspace.change", changed);
            return changed;
        });
    }

    /** Deletes a workspace in which no key is active, with its budgets and the keys that are not. */
    public void delete(String account, String idOrSlug, Actor by) {
        changes.make((sql, now) -> {
            var workspace = WorkspaceStore.get(sql, account, idOrSlug);
            var inside = KeyStore.list(sql, workspace.id());
            checkEmpty(sql, now, workspace, inside);
            for (var key : inside) {
                ApiKeys.delete(sql, now, key, by);
            }
            WorkspaceStore.delete(sql, workspace.id());
            audit(sql, now, by, "workspace.delete", workspace);
            return inside;
        }, inside -> inside.forEach(keys::forget));
    }

    private static void checkEmpty(Sql sql, Instant now, Workspace workspace, List<ApiKey> inside)
            throws SQLException {
        if (workspace.isDefault()) {
            throw Refusal.forbidden("The default workspace cannot be deleted");
        }
        long active = inside.stream().filter(key -> key.isActive(now)).count();
        if (active > 0) {
            throw Refusal.invalid("Workspace " + workspace.slug() + " has " + active
                    + " active API keys; delete or disable them first");
        }
        if (WorkspaceStore.hasProviderKeys(sql, workspace.id())) {
            throw Refusal.invalid("Workspace " + workspace.slug() + " has provider keys; delete them first");
        }
    }

    private static void checkFree(Sql sql, String account, String slug) throws SQLException {
        if (WorkspaceStore.find(sql, account, slug).isPresent()) {
            throw Refusal.invalid("a workspace with the slug \"" + slug + "\" exists already; choose another");
        }
    }

    static void audit(Sql sql, Instant now, Actor by, String action, Workspace workspace) throws SQLException {
        AuditStore.add(sql, now, by, new AuditEntry(action, workspace.id(),
                workspace.slug() + ", " + workspace.settings().name() + ", account " + workspace.account()));
    }
}
