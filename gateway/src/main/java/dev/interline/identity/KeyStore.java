package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.ledger.Period;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The SQL of API keys. */
final class KeyStore {
    private KeyStore() {}

    static List<ApiKey> list(Sql sql) throws SQLException {
        return sql.list("select * from api_key order by created_at, hash", KeyStore::key);
    }

    static List<ApiKey> list(Sql sql, String workspace) throws SQLException {
        return sql.list("select * from api_key where workspace = ? order by created_at, hash", KeyStore::key,
                workspace);
    }

    static Optional<ApiKey> find(Sql sql, String hash) throws SQLException {
        return sql.first("select * from api_key where hash = ?", KeyStore::key, hash);
    }

    static List<ApiKey> madeBy(Sql sql, String member) throws SQLException {
        return sql.list("select * from api_key where creator = ?", KeyStore::key, member);
    }

    static void insert(Sql sql, ApiKey key) throws SQLException {
        sql.update("""
                insert into api_key (hash, account, workspace, name, label, management, creator, expires_at, created_at,
                    updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, key.hash(), key.account(), key.workspace(), key.name(), key.label(), key.management(),
                key.creator().orElse(null), key.expiresAt().orElse(null), key.createdAt(), key.updatedAt());
        update(sql, key);
    }

    static void update(Sql sql, ApiKey key) throws SQLException {
        var limit = key.settings().limit();
        var restrictions = key.settings().restrictions();
        sql.update(
                """
                        update api_key set name = ?, disabled = ?, spending_limit = ?, limit_period = ?, byok_counts = ?,
                            models = ?, providers = ?, regions = ?, requests_per_minute = ?, weight = ?, updated_at = ? where hash = ?
                        """,
                key.name(), key.disabled(), limit.amount().map(Money::nanos).orElse(null),
                Words.of(limit.period()), limit.countsByok(), StoredList.text(restrictions.models()),
                StoredList.text(restrictions.providers()), StoredList.text(restrictions.regions()),
                restrictions.requestsPerMinute().isPresent() ? restrictions.requestsPerMinute().getAsInt() : null,
                restrictions.weight(), key.updatedAt(), key.hash());
    }

    static void delete(Sql sql, String hash) throws SQLException {
        sql.update("delete from api_key where hash = ?", hash);
    }

    private static ApiKey key(Row row) throws SQLException {
        return new ApiKey(row.text("hash"), row.text("account"), row.text("workspace"), row.text("label"),
                row.flag("management"), Optional.ofNullable(row.textOrNull("creator")),
                Optional.ofNullable(row.instantOrNull("expires_at")), row.instant("created_at"),
                row.instant("updated_at"), settings(row));
    }

    private static KeySettings settings(Row row) throws SQLException {
        var period = row.textOrNull("limit_period");
        var limit = new KeyLimit(Optional.ofNullable(row.numberOrNull("spending_limit")).map(Money::new),
                period == null ? Period.EVER : Words.parse(Period.class, period), row.flag("byok_counts"));
        var most = row.numberOrNull("requests_per_minute");
        return new KeySettings(row.text("name"), row.flag("disabled"), limit,
                new Restrictions(StoredList.parse(row.textOrNull("models")),
                        StoredList.parse(row.textOrNull("providers")),
                        StoredList.parse(row.textOrNull("regions")),
                        most == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(most)),
                        (int) row.number("weight")));
    }
}
