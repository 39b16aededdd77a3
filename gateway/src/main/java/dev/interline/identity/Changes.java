package dev.interline.identity;

import dev.interline.ledger.Book;
import dev.interline.ledger.Ledger;
import dev.interline.store.Sql;
import dev.interline.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes changes one after the other: durable and audited first, then in the memory of the data plane. */
final class Changes {
    private final Store store;
    private final Book book;
    private final Ledger ledger;
    private final KeyRing ring;
    private final InstantSource clock;
    /** Makes memory change in the order of the database. */
    private final ReentrantLock changing = new ReentrantLock();

    Changes(Store store, Book book, Ledger ledger, KeyRing ring, InstantSource clock) {
        this.store = store;
        this.book = book;
        this.ledger = ledger;
        this.ring = ring;
        this.clock = clock;
    }

    /** What to change, in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Sql sql, Instant now) throws SQLException;
    }

    /**
     * Makes a change.
     *
     * @param memory told of what was done, while no other change is made
     */
    <T> T make(Work<T> work, Consumer<T> memory) {
        changing.lock();
        try {
            var done = store.write(sql -> work.run(sql, now()));
            memory.accept(done);
            return done;
        } finally {
            changing.unlock();
        }
    }

    /** Makes a change that the data plane need not know. */
    <T> T make(Work<T> work) {
        return make(work, _ -> {});
    }

    <T> T read(Store.Work<T> work) {
        return store.read(work);
    }

    /** To the millisecond, as the database keeps it. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    Book book() {
        return book;
    }

    Ledger ledger() {
        return ledger;
    }

    KeyRing ring() {
        return ring;
    }
}
