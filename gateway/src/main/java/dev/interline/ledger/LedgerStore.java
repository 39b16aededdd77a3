package dev.interline.ledger;

import dev.interline.exchange.Money;
import dev.interline.store.Row;
import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQL of the ledger. */
final class LedgerStore {
    private static final String INSERT = """
            insert into ledger_entry (writer, seq, at, account, kind, amount, reference, actor, note, mac)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private LedgerStore() {}

    /**
     * What was spent in the periods of this day, by key or by workspace.
     *
     * @param column {@code key_hash} or {@code workspace}
     */
    static Map<String, Spending> spending(Sql sql, String column, long day) throws SQLException {
        var found = new HashMap<String, Spending>();
        sql.list("""
                select %s as id,
                    cast(sum(case when day >= ? then charged else 0 end) as bigint) as day_credits,
                    cast(sum(case when day >= ? then own else 0 end) as bigint) as day_own,
                    cast(sum(case when day >= ? then charged else 0 end) as bigint) as week_credits,
                    cast(sum(case when day >= ? then own else 0 end) as bigint) as week_own,
                    cast(sum(case when day >= ? then charged else 0 end) as bigint) as month_credits,
                    cast(sum(case when day >= ? then own else 0 end) as bigint) as month_own,
                    cast(sum(charged) as bigint) as ever_credits,
                    cast(sum(own) as bigint) as ever_own
                from usage_day group by %s
                """.formatted(column, column), row -> found.put(row.text("id"), spending(row)), Period.DAY.first(day),
                Period.DAY.first(day), Period.WEEK.first(day), Period.WEEK.first(day), Period.MONTH.first(day),
                Period.MONTH.first(day));
        return found;
    }

    private static Spending spending(Row row) throws SQLException {
        var credits = new EnumMap<Period, Money>(Period.class);
        var own = new EnumMap<Period, Money>(Period.class);
        for (var period : Period.values()) {
            var name = period.name().toLowerCase(Locale.ROOT);
            credits.put(period, new Money(row.number(name + "_credits")));
            own.put(period, new Money(row.number(name + "_own")));
        }
        return new Spending(credits, own);
    }

    /** An entry as it stands in the book. */
    record Written(String writer, long seq, long at, Entry entry, String mac) {}

    static Book.Tail tail(Sql sql, String writer) throws SQLException {
        return sql.first("select seq, at, mac from ledger_entry where writer = ? order by seq desc limit 1",
                row -> new Book.Tail(row.number("seq"), row.number("at"), row.text("mac")), writer)
                .orElse(Book.Tail.NONE);
    }

    /** The opening entries of accounts that have none. */
    static List<Entry> unopened(Sql sql) throws SQLException {
        return sql.list("""
                select id, coalesce(credits, 0) - charged as amount from account
                where not exists (select 1 from ledger_entry where ledger_entry.account = account.id)
                order by created_at, id
                """, row -> new Entry(row.text("id"), Entry.Kind.OPENING, new Money(row.number("amount")), "", "start",
                "what the account had when its book was begun"));
    }

    /** What every account has, at the end of a month. */
    static List<Entry> closings(Sql sql, YearMonth month) throws SQLException {
        return sql.list("select id, coalesce(credits, 0) - charged as amount from account order by created_at, id",
                row -> new Entry(row.text("id"), Entry.Kind.CLOSING, Money.ZERO, month.toString(), "ledger",
                        Long.toString(row.number("amount"))));
    }

    static @Nullable Object[] row(String writer, Book.Tail at, Entry entry) {
        return new @Nullable Object[]{writer, at.seq(), at.at(), entry.account(), entry.kind().name(),
                entry.amount().nanos(),
                entry.reference(), entry.actor(), entry.note(), at.mac()};
    }

    static void insert(Sql sql, List<@Nullable Object[]> rows) throws SQLException {
        sql.batch(INSERT, rows);
    }

    /** The entries of all chains, each in its order, a page at a time. */
    static List<Written> after(Sql sql, String writer, long seq, int most) throws SQLException {
        return sql.list("""
                select * from ledger_entry where writer > ? or writer = ? and seq > ? order by writer, seq limit ?
                """, LedgerStore::written, writer, writer, seq, most);
    }

    private static Written written(Row row) throws SQLException {
        return new Written(row.text("writer"), row.number("seq"), row.number("at"),
                new Entry(row.text("account"), Entry.Kind.valueOf(row.text("kind")), new Money(row.number("amount")),
                        row.text("reference"), row.text("actor"), row.text("note")),
                row.text("mac"));
    }

    /** What an account has by its own row: credits less charges. */
    record Balance(String account, Money amount) {}

    static List<Balance> balances(Sql sql) throws SQLException {
        return sql.list("select id, coalesce(credits, 0) - charged as amount from account order by created_at, id",
                row -> new Balance(row.text("id"), new Money(row.number("amount"))));
    }
}
