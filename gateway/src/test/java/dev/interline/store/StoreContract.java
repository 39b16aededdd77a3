package dev.interline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store does on every database. */
abstract class StoreContract {
    private Database database;
    private Store store;

    abstract Database database();

    @BeforeEach
    void open() {
        database = database();
        store = Store.open(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void note(String target) {
        store.write(sql -> sql.update("insert into audit (seq, at, actor, action, target, detail)"
                + " select coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ? from audit", Instant.EPOCH, "a", "b", target, ""));
    }

    private List<String> notes() {
        return store.read(sql -> sql.list("select target from audit order by seq", row -> row.text("target")));
    }

    @Test
    void readsWhatWasWritten() {
        note("one");
        note("two");
        assertThat(notes()).containsExactly("one", "two");
    }

    @Test
    void keepsEverythingWhenOpenedAgain() {
        note("one");
        store.close();
        store = Store.open(database);
        note("two");
        assertThat(notes()).containsExactly("one", "two");
    }

    @Test
    void undoesATransactionThatFails() {
        assertThatThrownBy(() -> store.write(sql -> {
            sql.update("insert into account (id, name, created_at) values (?, ?, ?)", "a", "a", 1);
            throw new IllegalStateException("no");
        })).isInstanceOf(IllegalStateException.class);
        List<String> accounts = store.read(sql -> sql.list("select id from account", row -> row.text("id")));
        assertThat(accounts).isEmpty();
        note("works still");
        assertThat(notes()).containsExactly("works still");
    }

    @Test
    void tellsAClashFromAnInvalidValue() {
        var insert = "insert into account (id, name, created_at) values (?, ?, ?)";
        store.write(sql -> sql.update(insert, "a", "a", 1));
        assertThatThrownBy(() -> store.write(sql -> sql.update(insert, "a", "b", 1)))
                .isInstanceOfSatisfying(StoreException.class,
                        e -> assertThat(e.blame()).isEqualTo(StoreException.Blame.CLASH));
        assertThatThrownBy(() -> store.write(sql -> sql.update(insert, "b", null, 1)))
                .isInstanceOfSatisfying(StoreException.class,
                        e -> assertThat(e.blame()).isEqualTo(StoreException.Blame.VALUES));
    }

    @Test
    void refusesADatabaseOfANewerVersion() {
        store.write(sql -> sql.update("update flyway_schema_history set version = ?", "9999"));
        store.close();
        assertThatThrownBy(() -> Store.open(database)).isInstanceOf(StoreException.class)
                .hasMessageContaining("newer version").hasMessageContaining("9999");
    }

    @Test
    void refusesWorkAfterClosing() {
        store.close();
        assertThatThrownBy(() -> note("late")).isInstanceOf(StoreException.class);
        assertThatThrownBy(this::notes).isInstanceOf(StoreException.class);
    }
}
