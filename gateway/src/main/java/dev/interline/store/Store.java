package dev.interline.store;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The database: one connection that writes, a few that read. Opening it brings the schema up to date and takes
 * ownership; on PostgreSQL that is an advisory lock, on SQLite the {@link DataFolder} already has it.
 */
public final class Store implements AutoCloseable {
    private final Database database;
    private final Writer writer;
    private final Readers readers;
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile Runnable first = () -> {};

    private Store(Database database, Writer writer, Readers readers) {
        this.database = database;
        this.writer = writer;
        this.readers = readers;
    }

    /** Something to do in one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws StoreException if it cannot be reached, belongs to another server, or was made by a newer version
     */
    public static Store open(Database database) {
        var connections = Connections.of(database);
        var writer = new Writer(connections);
        try {
            new Schema(connections.source()).bringUpToDate(writer.connection());
            return new Store(database, writer, new Readers(connections));
        } catch (SQLException e) {
            writer.close();
            throw new StoreException("cannot open " + database, e);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /** Loads SQLite, so that a start need not wait for that; what fails here fails at {@link #open}, with a message. */
    public static void prepare() {
        NativeSqlite.load();
    }

    /** Makes everybody do this before reading or writing: wait for what is promised and not in the database yet. */
    public void first(Runnable wait) {
        first = wait;
    }

    /** Reads what is committed; several threads may do so at once. */
    public <T> T read(Work<T> work) {
        first.run();
        try (var connection = readers.connection()) {
            return work.run(new Sql(Statements.fresh(connection)));
        } catch (SQLException e) {
            throw new StoreException("cannot read", e);
        }
    }

    /**
     * Copies all that is committed into a new file, while others go on; SQLite only.
     *
     * @return false if the database is no file of ours: its server has tools of its own for that
     */
    public boolean copyTo(Path file) {
        if (!(database instanceof Database.Sqlite)) {
            return false;
        }
        read(sql -> sql.update("vacuum into ?", file.toString()));
        return true;
    }

    /** Writes in one transaction, one thread after the other; returns when it is durable, throws if nothing was done. */
    public <T> T write(Work<T> work) {
        first.run();
        writing.lock();
        try {
            return writer.transaction(work);
        } catch (SQLException e) {
            throw new StoreException("cannot write", e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            readers.close();
            writer.close();
        } finally {
            writing.unlock();
        }
    }
}
