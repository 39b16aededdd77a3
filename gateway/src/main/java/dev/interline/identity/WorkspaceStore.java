package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Period;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of workspaces and their budgets. */
final class WorkspaceStore {
    private WorkspaceStore() {}

    static List<Workspace> list(Sql sql) throws SQLException {
        return sql.list("select * from workspace order by created_at, id", WorkspaceStore::workspace);
    }

    /** The default one first. */
    static List<Workspace> list(Sql sql, String account) throws SQLException {
        return sql.list("select * from workspace where account = ? order by is_default desc, created_at, id",
                WorkspaceStore::workspace, account);
    }

    static Optional<Workspace> find(Sql sql, String account, String idOrSlug) throws SQLException {
        return sql.first("select * from workspace where account = ? and (id = ? or slug = ?)",
                WorkspaceStore::workspace, account, idOrSlug, idOrSlug);
    }

    /** @throws dev.interline.exchange.Rejected if there is none */
    static Workspace get(Sql sql, String account, String idOrSlug) throws SQLException {
        return find(sql, account, idOrSlug)
                .orElseThrow(() -> Refusal.notFound("no workspace \"" + idOrSlug + "\" in this account"));
    }

    /** The workspace for keys of an account that name none. */
    static Workspace getDefault(Sql sql, String account) throws SQLException {
        return sql.first("select * from workspace where account = ? and is_default = 1", WorkspaceStore::workspace,
                account).orElseThrow();
    }

    static void insert(Sql sql, Workspace workspace) throws SQLException {
        sql.update("""
                insert into workspace (id, account, slug, name, description, creator, byok_counts, is_default,
                    created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, workspace.id(), workspace.account(), workspace.slug(), workspace.settings().name(),
                workspace.settings().description().orElse(null), workspace.creator().orElse(null),
                workspace.countsByok(), workspace.isDefault(), workspace.createdAt(), workspace.updatedAt());
    }

    static void update(Sql sql, Workspace workspace) throws SQLException {
        sql.update("update workspace set slug = ?, name = ?, description = ?, byok_counts = ?, updated_at = ?"
                + " where id = ?", workspace.slug(), workspace.settings().name(),
                workspace.settings().description().orElse(null), workspace.countsByok(), workspace.updatedAt(),
                workspace.id());
    }

    /** With its budgets, its members, and what hangs on it and is of no use any more. */
    static void delete(Sql sql, String id) throws SQLException {
        sql.update("delete from budget where workspace = ?", id);
        sql.update("delete from workspace_member where workspace = ?", id);
        sql.update("delete from auth_code where workspace = ?", id);
        sql.update("delete from provider_key where workspace = ? and deleted_at is not null", id);
        sql.update("delete from workspace where id = ?", id);
    }

    static boolean hasProviderKeys(Sql sql, String id) throws SQLException {
        return sql.first("select id from provider_key where workspace = ? and deleted_at is null limit 1",
                row -> row.text("id"), id).isPresent();
    }

    /** Gives accounts and keys from before there were workspaces what others have from the start. */
    static void complete(Sql sql, Ids ids, Instant now) throws SQLException {
        for (var account : sql.list("select id from account where not exists"
                + " (select 1 from workspace where workspace.account = account.id)", row -> row.text("id"))) {
            insert(sql, first(ids, account, now));
        }
        sql.update("""
                update api_key set workspace =
                    (select id from workspace where workspace.account = api_key.account and is_default = 1)
                where workspace is null
                """);
    }

    /** The default workspace of an account. */
    static Workspace first(Ids ids, String account, Instant now) {
        return new Workspace(ids.uuid(), account, WorkspaceSettings.DEFAULT, Optional.empty(), false, true, now, now);
    }

    /** From the shortest period to the longest. */
    static List<Budget> budgets(Sql sql, String workspace) throws SQLException {
        return sql.list("select * from budget where workspace = ?", WorkspaceStore::budget, workspace).stream()
                .sorted(Comparator.comparing(Budget::period)).toList();
    }

    /** All budgets, by their workspace. */
    static Map<String, List<Budget>> budgets(Sql sql) throws SQLException {
        var byWorkspace = new HashMap<String, List<Budget>>();
        sql.list("select * from budget", WorkspaceStore::budget)
                .forEach(budget -> byWorkspace.computeIfAbsent(budget.workspace(), _ -> new ArrayList<>()).add(budget));
        return byWorkspace;
    }

    static void put(Sql sql, Budget budget) throws SQLException {
        sql.update("""
                insert into budget (id, workspace, period, amount, created_at, updated_at) values (?, ?, ?, ?, ?, ?)
                on conflict (workspace, period) do update set amount = excluded.amount, updated_at = excluded.updated_at
                """, budget.id(), budget.workspace(), Words.of(budget.period()), budget.amount().nanos(),
                budget.createdAt(), budget.updatedAt());
    }

    static void delete(Sql sql, Budget budget) throws SQLException {
        sql.update("delete from budget where id = ?", budget.id());
    }

    private static Workspace workspace(Row row) throws SQLException {
        return new Workspace(row.text("id"), row.text("account"),
                new WorkspaceSettings(row.text("name"), row.text("slug"),
                        Optional.ofNullable(row.textOrNull("description"))),
                Optional.ofNullable(row.textOrNull("creator")), row.flag("byok_counts"), row.flag("is_default"),
                row.instant("created_at"), row.instant("updated_at"));
    }

    private static Budget budget(Row row) throws SQLException {
        return new Budget(row.text("id"), row.text("workspace"), Words.parse(Period.class, row.text("period")),
                new Money(row.number("amount")), row.instant("created_at"), row.instant("updated_at"));
    }
}
