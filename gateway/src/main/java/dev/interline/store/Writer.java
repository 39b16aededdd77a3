package dev.interline.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The one connection that writes. It is opened again when it broke. Guarded by the store's lock. */
final class Writer implements AutoCloseable {
    private final Connections connections;
    private @Nullable Statements open;
    private boolean closed;

    Writer(Connections connections) {
        this.connections = connections;
    }

    Connection connection() throws SQLException {
        return statements().connection();
    }

    private Statements statements() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        var current = open;
        if (current == null) {
            current = Statements.kept(connect());
            open = current;
        }
        return current;
    }

    <T> T transaction(Store.Work<T> work) throws SQLException {
        var statements = statements();
        var connection = statements.connection();
        boolean done = false;
        try {
            connection.setAutoCommit(false);
            var sql = new Sql(statements);
            var result = work.run(sql);
            connection.commit();
            done = true;
            sql.committed();
            return result;
        } finally {
            if (!done) {
                undo(statements);
            }
        }
    }

    /** After a failure nobody knows what state a connection is in: what cannot be rolled back is thrown away. */
    private void undo(Statements statements) {
        try {
            statements.connection().rollback();
            statements.forget();
            if (!statements.connection().isValid(1)) {
                discard();
            }
        } catch (SQLException e) {
            discard();
        }
    }

    private Connection connect() throws SQLException {
        var connection = connections.source().getConnection();
        try {
            connections.own(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void discard() {
        var broken = open;
        open = null;
        if (broken != null) {
            try {
                broken.close();
            } catch (SQLException e) {
                // It was broken; the next call opens another.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        discard();
    }
}
