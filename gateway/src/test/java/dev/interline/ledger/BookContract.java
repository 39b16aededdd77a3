package dev.interline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Money;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the book does on every database. */
abstract class BookContract {
    private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.US_ASCII);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private Store store;
    private Book book;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        store.write(sql -> sql.update("insert into account (id, name, credits, charged, created_at) values"
                + " ('acc_a', 'a', 100, 30, 1), ('acc_b', 'b', null, 0, 2)"));
        book = Book.open(store, KEY, now::get);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** A charge as settlement makes it: the entry first, then the account's row. */
    private void charge(String account, long nanos) {
        store.write(sql -> {
            book.append(sql, List.of(Entry.charge(account, "gen-1-" + nanos, new Money(nanos))));
            return sql.update("update account set charged = charged + ? where id = ?", nanos, account);
        });
    }

    private Verification.Outcome verified() {
        return Verification.of(store, KEY);
    }

    @Test
    void beginsWithWhatAccountsHave() {
        assertThat(verified()).isEqualTo(new Verification.Outcome(2, List.of()));
    }

    @Test
    void isSoundAfterCharges() {
        charge("acc_a", 10);
        charge("acc_b", 20);
        assertThat(verified()).isEqualTo(new Verification.Outcome(4, List.of()));
    }

    @Test
    void goesOnWhereItEnded() {
        charge("acc_a", 10);
        book = Book.open(store, KEY, now::get);
        charge("acc_a", 5);
        assertThat(verified()).isEqualTo(new Verification.Outcome(4, List.of()));
    }

    @Test
    void forgetsEntriesOfTransactionsThatFailed() {
        assertThatThrownBy(() -> store.write(sql -> {
            book.append(sql, List.of(Entry.charge("acc_a", "gen-1-x", new Money(1))));
            throw new SQLException("no");
        })).hasMessageContaining("cannot write");
        charge("acc_a", 5);
        assertThat(verified()).isEqualTo(new Verification.Outcome(3, List.of()));
    }

    @Test
    void closesEachMonthWithWhatAccountsHave() {
        charge("acc_a", 10);
        now.set(Instant.parse("2026-12-01T00:00:00Z"));
        charge("acc_a", 5);
        charge("acc_b", 5);
        assertThat(verified()).isEqualTo(new Verification.Outcome(7, List.of()));
        var closed = store.read(sql -> sql.list(
                "select account, reference, note from ledger_entry where kind = 'CLOSING' order by seq",
                row -> row.text("account") + " " + row.text("reference") + " " + row.text("note")));
        assertThat(closed).containsExactly("acc_a 2026-11 60", "acc_b 2026-11 0");
    }

    @Test
    void staysInOrderWhenTheClockGoesBack() {
        charge("acc_a", 10);
        now.set(Instant.parse("2026-10-31T00:00:00Z"));
        charge("acc_a", 5);
        assertThat(verified()).isEqualTo(new Verification.Outcome(4, List.of()));
    }

    @Test
    void showsAChangedAmount() {
        charge("acc_a", 10);
        charge("acc_a", 5);
        store.write(sql -> sql.update("update ledger_entry set amount = -1 where seq = 3"));
        assertThat(verified().faults()).containsExactly(
                "chain 1: entry 3 (CHARGE $-0.000000001 for acc_a) is not what was signed",
                "account acc_a has $0.000000055, but its entries sum up to $0.000000064");
    }

    @Test
    void showsAMissingEntry() {
        charge("acc_b", 10);
        charge("acc_b", 5);
        store.write(sql -> sql.update("delete from ledger_entry where seq = 3"));
        assertThat(verified().faults()).hasSize(2).first().asString()
                .isEqualTo("chain 1: 1 entries are missing before 4");
    }

    @Test
    void showsAForgedRowOfAnAccount() {
        store.write(sql -> sql.update("update account set credits = 1000 where id = 'acc_a'"));
        assertThat(verified().faults()).containsExactly(
                "account acc_a has $0.00000097, but its entries sum up to $0.00000007");
    }

    @Test
    void showsEntriesThatAnotherKeySigned() {
        assertThat(Verification.of(store, "another key of the same length.".getBytes(StandardCharsets.US_ASCII))
                .faults()).hasSize(2);
    }
}
