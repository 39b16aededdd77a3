package dev.interline.identity;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The SQL of the audit. */
final class AuditStore {
    private AuditStore() {}

    /** Writes down who did what to what; in the transaction that does it. */
    static void add(Sql sql, Instant at, Actor actor, AuditEntry entry) throws SQLException {
        sql.update("""
                insert into audit (seq, at, actor, action, target, detail)
                select coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? from audit
                """, at, actor.name(), entry.action(), entry.target(), entry.detail());
    }

    static List<AuditEntry> list(Sql sql) throws SQLException {
        return sql.list("select * from audit order by seq",
                row -> new AuditEntry(row.text("action"), row.text("target"), row.text("detail")));
    }

    static boolean everDone(Sql sql, String action) throws SQLException {
        return sql.first("select seq from audit where action = ? limit 1", row -> row.number("seq"), action)
                .isPresent();
    }
}
