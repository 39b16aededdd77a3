package dev.interline.generations;

import dev.interline.journal.Journal;
import dev.interline.ledger.Book;
import dev.interline.store.Database;
import dev.interline.store.Store;

/** The settlement of one database, as seen by whoever opens and closes it. */
public sealed interface Bookkeeper extends Settlement, AutoCloseable permits JournalledSettlement, QueuedSettlement {

    /**
     * The one that suits a database. A file of our own gets a journal before it, and first what an earlier process left in
     * the journal; where a commit means more than a journal can promise, it is waited for.
     *
     * @throws java.io.UncheckedIOException if the journal cannot be used, or was written by another version
     */
    static Bookkeeper open(Store store, Book book, Database database) {
        return switch (database) {
            case Database.Sqlite sqlite -> {
                var journalled = new JournalledSettlement(store, book,
                        Journal.open(sqlite.journal(), JournalledSettlement.BOUND),
                        JournalledSettlement.Limits.DEFAULT);
                yield switch (sqlite.durability()) {
                    case PROCESS -> journalled;
                    case POWER -> {
                        journalled.close();
                        yield new QueuedSettlement(store, book, QueuedSettlement.Limits.DEFAULT);
                    }
                };
            }
            case Database.Postgres _ -> new QueuedSettlement(store, book, QueuedSettlement.Limits.DEFAULT);
        };
    }

    /** Commits what waits, as far as the database lets it within some seconds, and stops. */
    @Override
    void close();
}
