package dev.interline.archive;

import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The SQL of kept responses. */
final class ArchiveStore {
    private static final String OLDEST =
            "(select id from stored_response where account = ? order by created_at, id limit ?)";

    private ArchiveStore() {}

    /** How many there are of each account. */
    static Map<String, Long> counts(Sql sql) throws SQLException {
        var counts = new HashMap<String, Long>();
        sql.list("select account, count(*) as held from stored_response group by account",
                row -> counts.put(row.text("account"), row.number("held")));
        return counts;
    }

    static long count(Sql sql, String account) throws SQLException {
        return sql.first("select count(*) as held from stored_response where account = ?", row -> row.number("held"),
                account).orElse(0L);
    }

    static Optional<StoredResponse> find(Sql sql, Owner owner, String id, Instant from) throws SQLException {
        return sql.first("""
                select id, input, response from stored_response
                where id = ? and account = ? and workspace = ? and created_at >= ?
                """, ArchiveStore::read, id, owner.account(), owner.workspace(), from);
    }

    static void put(Sql sql, Owner owner, @Nullable String previous, StoredResponse response, Instant at)
            throws SQLException {
        sql.update("""
                insert into stored_response (id, account, workspace, previous, input, response, size, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """, response.id(), owner.account(), owner.workspace(), previous, response.input(), response.response(),
                response.size(), at);
        var items = new ArrayList<@Nullable Object[]>();
        response.answeredItems().forEach((id, json) -> items
                .add(new Object[]{response.id(), id, owner.account(), owner.workspace(), json, at}));
        sql.batch("""
                insert into stored_item (response, item, account, workspace, json, created_at)
                values (?, ?, ?, ?, ?, ?)
                """, items);
    }

    /** The latest item of this id. */
    static Optional<String> item(Sql sql, Owner owner, String id, Instant from) throws SQLException {
        return sql.first("""
                select json from stored_item
                where item = ? and account = ? and workspace = ? and created_at >= ?
                order by created_at desc, response desc
                """, row -> row.text("json"), id, owner.account(), owner.workspace(), from);
    }

    /** Deletes one and tells whether it was there. */
    static boolean delete(Sql sql, Owner owner, String id) throws SQLException {
        sql.update("delete from stored_item where response = ? and account = ? and workspace = ?", id,
                owner.account(), owner.workspace());
        return sql.update("delete from stored_response where id = ? and account = ? and workspace = ?", id,
                owner.account(), owner.workspace()) > 0;
    }

    /** Deletes the oldest of an account. */
    static int deleteOldest(Sql sql, String account, long many) throws SQLException {
        sql.update("delete from stored_item where response in " + OLDEST, account, many);
        return sql.update("delete from stored_response where id in " + OLDEST, account, many);
    }

    private static StoredResponse read(Row row) throws SQLException {
        return new StoredResponse(row.text("id"), row.text("input"), row.text("response"));
    }
}
