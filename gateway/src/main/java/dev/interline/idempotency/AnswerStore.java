package dev.interline.idempotency;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The SQL of kept answers. */
final class AnswerStore {
    private AnswerStore() {}

    /** An answer without itself. */
    record Kept(CallName name, long size, Instant createdAt) {}

    static List<Kept> list(Sql sql) throws SQLException {
        return sql.list("select scope, request, size, created_at from kept_answer",
                row -> new Kept(new CallName(row.text("scope"), row.text("request")), row.number("size"),
                        row.instant("created_at")));
    }

    static Optional<KeptAnswer> find(Sql sql, CallName name) throws SQLException {
        return sql.first("select generation, content_type, body from kept_answer where scope = ? and request = ?",
                row -> new KeptAnswer(row.text("generation"), row.text("content_type"),
                        Base64.getDecoder().decode(row.text("body"))),
                name.scope(), name.request());
    }

    static void put(Sql sql, CallName name, KeptAnswer answer, Instant at) throws SQLException {
        delete(sql, name.scope());
        sql.update("""
                insert into kept_answer (scope, request, generation, content_type, body, size, created_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """, name.scope(), name.request(), answer.generation(), answer.contentType(),
                Base64.getEncoder().encodeToString(answer.body()), answer.body().length, at);
    }

    static void delete(Sql sql, String scope) throws SQLException {
        sql.update("delete from kept_answer where scope = ?", scope);
    }
}
