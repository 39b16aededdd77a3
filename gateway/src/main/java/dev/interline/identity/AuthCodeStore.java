package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.identity.AuthRequest.Challenge;
import dev.interline.identity.AuthRequest.Method;
import dev.interline.ledger.Period;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The SQL of authorization codes. */
final class AuthCodeStore {
    private AuthCodeStore() {}

    /** A code that was made, without the code. */
    record Kept(AuthRequest request, Instant createdAt, boolean used) {}

    static void insert(Sql sql, String hash, Workspace workspace, AuthRequest request, Instant now)
            throws SQLException {
        sql.update("""
                insert into auth_code (hash, account, workspace, challenge, method, key_name, key_limit, key_period,
                    key_expires, creator, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, hash, workspace.account(), workspace.id(), request.challenge().map(Challenge::text).orElse(null),
                request.challenge().map(Challenge::method).map(Words::of).orElse(null), request.keyName(),
                request.keyLimit().amount().map(Money::nanos).orElse(null), Words.of(request.keyLimit().period()),
                request.keyExpires().orElse(null), request.creator().orElse(null), now);
    }

    static Optional<Kept> find(Sql sql, String hash) throws SQLException {
        return sql.first("select * from auth_code where hash = ?", AuthCodeStore::kept, hash);
    }

    static void use(Sql sql, String hash, Instant now) throws SQLException {
        sql.update("update auth_code set used_at = ? where hash = ?", now, hash);
    }

    static void deleteBefore(Sql sql, Instant time) throws SQLException {
        sql.update("delete from auth_code where created_at < ?", time);
    }

    private static Kept kept(Row row) throws SQLException {
        var challenge = Optional.ofNullable(row.textOrNull("challenge"));
        var method = Optional.ofNullable(row.textOrNull("method")).map(word -> Words.parse(Method.class, word));
        var limit = new KeyLimit(Optional.ofNullable(row.numberOrNull("key_limit")).map(Money::new),
                Words.parse(Period.class, row.text("key_period")), false);
        return new Kept(new AuthRequest(row.text("account"), Optional.of(row.text("workspace")),
                challenge.map(text -> new Challenge(text, method.orElse(Method.PLAIN))), row.text("key_name"), limit,
                Optional.ofNullable(row.instantOrNull("key_expires")), Optional.ofNullable(row.textOrNull("creator"))),
                row.instant("created_at"), row.instantOrNull("used_at") != null);
    }
}
