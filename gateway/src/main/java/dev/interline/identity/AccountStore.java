package dev.interline.identity;

import dev.interline.exchange.Money;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The SQL of accounts. */
final class AccountStore {
    private AccountStore() {}

    static List<Account> list(Sql sql) throws SQLException {
        return sql.list("select * from account order by created_at, id", AccountStore::account);
    }

    static Optional<Account> find(Sql sql, String idOrName) throws SQLException {
        return sql.first("select * from account where id = ? or name = ? order by id = ? desc", AccountStore::account,
                idOrName, idOrName, idOrName);
    }

    /** @throws dev.interline.exchange.Rejected if there is none */
    static Account get(Sql sql, String idOrName) throws SQLException {
        return find(sql, idOrName).orElseThrow(
                () -> Refusal.notFound("no account \"" + idOrName + "\"; see interline accounts list"));
    }

    static void insert(Sql sql, Account account) throws SQLException {
        sql.update("insert into account (id, name, credits, created_at) values (?, ?, ?, ?)", account.id(),
                account.name(), account.credits().map(Money::nanos).orElse(null), account.createdAt());
    }

    static void setCredits(Sql sql, String id, Money credits) throws SQLException {
        sql.update("update account set credits = ? where id = ?", credits.nanos(), id);
    }

    private static Account account(Row row) throws SQLException {
        return new Account(row.text("id"), row.text("name"),
                Optional.ofNullable(row.numberOrNull("credits")).map(Money::new), new Money(row.number("charged")),
                row.instant("created_at"));
    }
}
