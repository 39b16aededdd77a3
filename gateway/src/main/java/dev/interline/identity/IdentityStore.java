package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of accounts, keys and the audit. */
final class IdentityStore {
    private IdentityStore() {}

    static List<Account> accounts(Sql sql) throws SQLException {
        return sql.list("select * from account order by created_at, id", IdentityStore::account);
    }

    static Optional<Account> account(Sql sql, String idOrName) throws SQLException {
        return sql.first("select * from account where id = ? or name = ? order by id = ? desc", IdentityStore::account,
                idOrName, idOrName, idOrName);
    }

    static void insert(Sql sql, Account account) throws SQLException {
        sql.update("insert into account (id, name, credits, created_at) values (?, ?, ?, ?)", account.id(),
                account.name(), account.credits().map(Money::nanos).orElse(null), account.createdAt());
        insertDefaultWorkspace(sql, account.id(), account.createdAt());
    }

    private static void insertDefaultWorkspace(Sql sql, String account, Instant at) throws SQLException {
        sql.update("""
                insert into workspace (id, account, slug, name, is_default, created_at, updated_at)
                values (?, ?, 'default', 'Default', 1, ?, ?)
                """, UUID.randomUUID().toString(), account, at, at);
    }

    /** Gives accounts and keys from before there were workspaces what others have from the start. */
    static void completeWorkspaces(Sql sql, Instant now) throws SQLException {
        for (var account : sql.list("select id from account where not exists"
                + " (select 1 from workspace where workspace.account = account.id)", row -> row.text("id"))) {
            insertDefaultWorkspace(sql, account, now);
        }
        sql.update("""
                update api_key set workspace =
                    (select id from workspace where workspace.account = api_key.account and is_default = 1)
                where workspace is null
                """);
    }

    /** The workspace for keys of an account that name none. */
    static String defaultWorkspace(Sql sql, String account) throws SQLException {
        return sql
                .first("select id from workspace where account = ? and is_default = 1", row -> row.text("id"), account)
                .orElseThrow();
    }

    static void setCredits(Sql sql, String id, Money credits) throws SQLException {
        sql.update("update account set credits = ? where id = ?", credits.nanos(), id);
    }

    static List<ApiKey> keys(Sql sql) throws SQLException {
        return sql.list("select * from api_key order by created_at, hash", IdentityStore::key);
    }

    static void insert(Sql sql, ApiKey key) throws SQLException {
        sql.update("""
                insert into api_key
                    (hash, account, workspace, name, label, disabled, creator, expires_at, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, key.hash(), key.account(), key.workspace(), key.name(), key.label(), key.disabled(),
                key.creator().orElse(null),
                key.expiresAt().orElse(null), key.createdAt(), key.updatedAt());
    }

    static void update(Sql sql, ApiKey key) throws SQLException {
        sql.update("update api_key set disabled = ?, updated_at = ? where hash = ?", key.disabled(), key.updatedAt(),
                key.hash());
    }

    static void deleteKey(Sql sql, String hash) throws SQLException {
        sql.update("delete from api_key where hash = ?", hash);
    }

    /** Writes down who did what to what; in the transaction that does it. */
    static void audit(Sql sql, Instant at, Actor actor, AuditEntry entry) throws SQLException {
        sql.update("""
                insert into audit (seq, at, actor, action, target, detail)
                select coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? from audit
                """, at, actor.name(), entry.action(), entry.target(), entry.detail());
    }

    static List<AuditEntry> audit(Sql sql) throws SQLException {
        return sql.list("select * from audit order by seq",
                row -> new AuditEntry(row.text("action"), row.text("target"), row.text("detail")));
    }

    static boolean everDone(Sql sql, String action) throws SQLException {
        return sql.first("select seq from audit where action = ? limit 1", row -> row.number("seq"), action)
                .isPresent();
    }

    private static Account account(Row row) throws SQLException {
        return new Account(row.text("id"), row.text("name"),
                Optional.ofNullable(row.numberOrNull("credits")).map(Money::new), new Money(row.number("charged")),
                row.instant("created_at"));
    }

    private static ApiKey key(Row row) throws SQLException {
        return new ApiKey(row.text("hash"), row.text("account"), row.text("workspace"), row.text("name"),
                row.text("label"),
                row.flag("disabled"), Optional.ofNullable(row.textOrNull("creator")),
                Optional.ofNullable(row.instantOrNull("expires_at")), row.instant("created_at"),
                row.instant("updated_at"));
    }
}
