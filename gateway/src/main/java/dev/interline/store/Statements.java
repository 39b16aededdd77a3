package dev.interline.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The prepared statements of one connection. The writer's are kept, since preparing costs more than running them; there
 * are as many as there are texts of SQL in the code. Belongs to one thread at a time.
 */
final class Statements implements AutoCloseable {
    private final Connection connection;
    private final boolean keeps;
    private final Map<String, PreparedStatement> kept = new HashMap<>();

    private Statements(Connection connection, boolean keeps) {
        this.connection = connection;
        this.keeps = keeps;
    }

    /** Statements that are prepared once. */
    static Statements kept(Connection connection) {
        return new Statements(connection, true);
    }

    /** Statements that are prepared for each use. */
    static Statements fresh(Connection connection) {
        return new Statements(connection, false);
    }

    Connection connection() {
        return connection;
    }

    /** A statement, which goes to {@link #release} after its use. */
    PreparedStatement prepare(String sql) throws SQLException {
        var known = kept.get(sql);
        if (known != null) {
            return known;
        }
        var statement = connection.prepareStatement(sql);
        if (keeps) {
            kept.put(sql, statement);
        }
        return statement;
    }

    void release(PreparedStatement statement) throws SQLException {
        if (!keeps) {
            statement.close();
        }
    }

    /** Forgets the statements, after a failure that may have left them half used; they go with their connection. */
    void forget() throws SQLException {
        for (var statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
