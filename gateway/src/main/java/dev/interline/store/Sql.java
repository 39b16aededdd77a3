package dev.interline.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SQL inside one transaction. Arguments go by position ({@code ?}) and may be strings, whole numbers, flags, instants
 * or null. Belongs to the thread that was given it and ends with its transaction.
 */
public final class Sql {
    private final Statements statements;
    private final List<Runnable> afterwards = new ArrayList<>(1);

    Sql(Statements statements) {
        this.statements = statements;
    }

    /** Does this when the transaction is committed, before anybody else writes; never, if it is not. */
    public void onCommit(Runnable action) {
        afterwards.add(action);
    }

    void committed() {
        afterwards.forEach(Runnable::run);
    }

    /** Something to do with a prepared statement. */
    @FunctionalInterface
    private interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T prepared(String sql, Use<T> use) throws SQLException {
        var statement = statements.prepare(sql);
        try {
            return use.with(statement);
        } finally {
            statements.release(statement);
        }
    }

    /** Changes rows and tells how many. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return prepared(sql, statement -> {
            bind(statement, arguments);
            return statement.executeUpdate();
        });
    }

    /** Runs one statement for many rows of arguments and tells for each how many rows it changed. */
    public int[] batch(String sql, List<@Nullable Object[]> rows) throws SQLException {
        return prepared(sql, statement -> {
            for (var row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... arguments) throws SQLException {
        return prepared(sql, statement -> {
            bind(statement, arguments);
            try (var results = statement.executeQuery()) {
                var row = new Row(results);
                var all = new ArrayList<T>();
                while (results.next()) {
                    all.add(reader.read(row));
                }
                return all;
            }
        });
    }

    /** The first row of a query, if it has any. */
    public <T> Optional<T> first(String sql, Row.Reader<T> reader, @Nullable Object... arguments) throws SQLException {
        return list(sql, reader, arguments).stream().findFirst();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(at, Types.NULL);
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setLong(at, number);
            case Boolean flag -> statement.setLong(at, flag ? 1 : 0);
            case Instant instant -> statement.setLong(at, instant.toEpochMilli());
            default -> throw new IllegalArgumentException("cannot bind a " + value.getClass().getName());
        }
    }
}
