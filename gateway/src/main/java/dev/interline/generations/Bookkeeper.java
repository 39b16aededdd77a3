package dev.interline.generations;

import dev.interline.journal.Journal;
import dev.interline.ledger.Book;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.file.Path;

/** The settlement of one database, as seen by whoever opens and closes it. */
public sealed interface Bookkeeper extends Settlement, AutoCloseable
        permits CheckpointedSettlement, JournalledSettlement, QueuedSettlement {

    /**
     * The one that suits a database. A file of our own gets a journal before it, and first what an earlier process left in
     * the journal; where a commit means more than a journal can promise, it is waited for.
     *
     * @param folder where journals are kept
     * @throws java.io.UncheckedIOException if a journal cannot be used, or was written by another version
     */
    static Bookkeeper open(Store store, Book book, Database database, Path folder) {
        var journal = Journal.open(folder.resolve("journal"), JournalledSettlement.BOUND);
        var settlement = switch (database) {
            case Database.Sqlite(_, Database.Durability durability) -> switch (durability) {
                case PROCESS -> new JournalledSettlement(store, book, journal, JournalledSettlement.Limits.DEFAULT);
                case POWER -> queued(store, book, journal);
            };
            case Database.Postgres _ -> queued(store, book, journal);
        };
        return new CheckpointedSettlement(settlement,
                new Checkpoints(Journal.open(folder.resolve("checkpoints"), Checkpoints.BOUND)), store, book);
    }

    private static QueuedSettlement queued(Store store, Book book, Journal journal) {
        return new QueuedSettlement(store, book, journal, QueuedSettlement.Limits.DEFAULT);
    }

    /** Commits what waits, as far as the database lets it within some seconds, and stops. */
    @Override
    void close();
}
