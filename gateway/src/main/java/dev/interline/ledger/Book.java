package dev.interline.ledger;

import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The book of every change of every account's money, append-only and signed in one chain. It is written inside the
 * transactions that make the changes.
 */
public final class Book {
    /** The name of the only process that writes; clustering will give each its own. */
    private static final String WRITER = "1";

    private final Chain chain;
    private final InstantSource clock;
    /** The last entry that is committed. Guarded by the store, which lets one transaction write at a time. */
    private Tail tail;

    /** Where a chain ends. */
    record Tail(long seq, long at, String mac) {
        static final Tail NONE = new Tail(0, 0, Chain.BEGINNING);

        YearMonth month() {
            return monthOf(at);
        }
    }

    private Book(Chain chain, InstantSource clock, Tail tail) {
        this.chain = chain;
        this.clock = clock;
        this.tail = tail;
    }

    /**
     * Opens the book of this database, and begins it with what its accounts have if it is new.
     *
     * @param key what the entries are signed with
     */
    public static Book open(Store store, byte[] key, InstantSource clock) {
        return store.write(sql -> {
            var book = new Book(new Chain(key), clock, LedgerStore.tail(sql, WRITER));
            var openings = LedgerStore.unopened(sql);
            if (!openings.isEmpty()) {
                book.append(sql, openings);
            }
            return book;
        });
    }

    /**
     * Appends these entries in this transaction, which appends no others, and before it changes what the accounts' own
     * rows say: a month that is over is closed with that.
     */
    public void append(Sql sql, List<Entry> entries) throws SQLException {
        long now = Math.max(clock.millis(), tail.at());
        var all = new ArrayList<Entry>(entries.size());
        if (tail.seq() > 0 && !monthOf(now).equals(tail.month())) {
            all.addAll(LedgerStore.closings(sql, tail.month()));
        }
        all.addAll(entries);
        var end = tail;
        var rows = new ArrayList<@Nullable Object[]>(all.size());
        for (var entry : all) {
            end = new Tail(end.seq() + 1, now, chain.sign(end.mac(), WRITER, end.seq() + 1, now, entry));
            rows.add(LedgerStore.row(WRITER, end, entry));
        }
        LedgerStore.insert(sql, rows);
        var last = end;
        sql.onCommit(() -> tail = last);
    }

    private static YearMonth monthOf(long at) {
        return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(at, 86_400_000L)).atStartOfDay(ZoneOffset.UTC));
    }
}
