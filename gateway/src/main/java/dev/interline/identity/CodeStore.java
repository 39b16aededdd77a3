package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The SQL of credit codes. */
final class CodeStore {
    private CodeStore() {}

    static List<CreditCode> list(Sql sql) throws SQLException {
        return sql.list("select * from credit_code order by created_at, hash", CodeStore::code);
    }

    static Optional<CreditCode> find(Sql sql, String hash) throws SQLException {
        return sql.first("select * from credit_code where hash = ?", CodeStore::code, hash);
    }

    static void insert(Sql sql, CreditCode code) throws SQLException {
        sql.update("insert into credit_code (hash, amount, note, created_at, expires_at) values (?, ?, ?, ?, ?)",
                code.hash(), code.amount().nanos(), code.note(), code.createdAt(), code.expiresAt().orElse(null));
    }

    static void redeem(Sql sql, String hash, String account, Instant now) throws SQLException {
        sql.update("update credit_code set redeemed_at = ?, redeemed_by = ? where hash = ?", now, account, hash);
    }

    private static CreditCode code(Row row) throws SQLException {
        return new CreditCode(row.text("hash"), new Money(row.number("amount")), row.text("note"),
                row.instant("created_at"), Optional.ofNullable(row.instantOrNull("expires_at")),
                Optional.ofNullable(row.instantOrNull("redeemed_at")),
                Optional.ofNullable(row.textOrNull("redeemed_by")));
    }
}
