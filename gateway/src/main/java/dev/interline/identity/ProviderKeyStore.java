package dev.interline.identity;

import dev.interline.bytes.Json;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of provider keys. Deleted ones stay, without their secrets, and are not found any more. */
final class ProviderKeyStore {
    private static final String ORDER = " order by provider, sort_order, created_at, id";

    private ProviderKeyStore() {}

    /** A provider key with its secret as it is stored. */
    record Sealed(ProviderKey key, String secret) {
        @Override
        public String toString() {
            return "Sealed[" + key.id() + "]";
        }
    }

    static List<Sealed> list(Sql sql) throws SQLException {
        return sql.list("select * from provider_key where deleted_at is null" + ORDER, ProviderKeyStore::sealed);
    }

    static List<ProviderKey> list(Sql sql, String account) throws SQLException {
        return sql.list("select * from provider_key where account = ? and deleted_at is null" + ORDER,
                ProviderKeyStore::key, account);
    }

    /** @throws dev.interline.exchange.Rejected if there is none */
    static Sealed get(Sql sql, String account, String id) throws SQLException {
        return sql.first("select * from provider_key where account = ? and id = ? and deleted_at is null",
                ProviderKeyStore::sealed, account, id)
                .orElseThrow(() -> Refusal.notFound("no provider key \"" + id + "\" in this account"));
    }

    static void insert(Sql sql, ProviderKey key, String secret) throws SQLException {
        sql.update("""
                insert into provider_key (id, account, workspace, provider, label, secret, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, key.id(), key.account(), key.workspace().orElse(null), key.provider(), key.label(), secret,
                key.createdAt(), key.updatedAt());
        update(sql, key, secret);
    }

    static void update(Sql sql, ProviderKey key, String secret) throws SQLException {
        var settings = key.settings();
        sql.update("""
                update provider_key set label = ?, secret = ?, name = ?, disabled = ?, is_fallback = ?, sort_order = ?,
                    models = ?, key_hashes = ?, members = ?, updated_at = ? where id = ?
                """, key.label(), secret, settings.name().orElse(null), settings.disabled(), settings.fallback(),
                settings.sortOrder(), text(settings.models()), text(settings.keyHashes()), text(settings.members()),
                key.updatedAt(), key.id());
    }

    /** Wipes the secret. */
    static void delete(Sql sql, String id, Instant at) throws SQLException {
        sql.update("update provider_key set secret = '', deleted_at = ?, updated_at = ? where id = ?", at, at, id);
    }

    /** Unlike in {@link StoredList}, an empty list is not none: it allows nobody. */
    private static @Nullable String text(Optional<List<String>> items) {
        return items.map(Json.mapper()::writeValueAsString).orElse(null);
    }

    private static Optional<List<String>> items(Row row, String column) throws SQLException {
        return Optional.ofNullable(row.textOrNull(column)).map(StoredList::parse);
    }

    private static Sealed sealed(Row row) throws SQLException {
        return new Sealed(key(row), row.text("secret"));
    }

    private static ProviderKey key(Row row) throws SQLException {
        var settings = new ProviderKeySettings(Optional.ofNullable(row.textOrNull("name")), row.flag("disabled"),
                row.flag("is_fallback"), (int) row.number("sort_order"), items(row, "models"),
                items(row, "key_hashes"), items(row, "members"));
        return new ProviderKey(row.text("id"), row.text("account"), Optional.ofNullable(row.textOrNull("workspace")),
                row.text("provider"), row.text("label"), settings, row.instant("created_at"),
                row.instant("updated_at"));
    }
}
