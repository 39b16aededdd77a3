package dev.interline.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what a transaction asks of a real database: how many times which statement runs, a batch's rows one by one. */
public final class CountedSql implements AutoCloseable {
    private final Connection connection;
    private final Statements statements;
    private final Map<String, Integer> runs = new LinkedHashMap<>();
    private int prepared;

    /** On a database whose schema is there. */
    public CountedSql(Database database) throws SQLException {
        connection = Connections.of(database).source().getConnection();
        statements = Statements.kept((Connection) Proxy.newProxyInstance(CountedSql.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (_, method, arguments) -> {
                    var result = call(() -> method.invoke(connection, arguments));
                    if (result instanceof PreparedStatement statement) {
                        prepared++;
                        return counted(statement, (String) arguments[0]);
                    }
                    return result;
                }));
    }

    private PreparedStatement counted(PreparedStatement statement, String sql) {
        var name = sql.strip().lines().findFirst().orElseThrow();
        return (PreparedStatement) Proxy.newProxyInstance(CountedSql.class.getClassLoader(),
                new Class<?>[]{PreparedStatement.class}, (_, method, arguments) -> {
                    if (method.getName().equals("addBatch") || method.getName().startsWith("execute")
                            && !method.getName().equals("executeBatch")) {
                        runs.merge(name, 1, Integer::sum);
                    }
                    return call(() -> method.invoke(statement, arguments));
                });
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static Object call(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Runs one transaction. */
    public <T> T transaction(Store.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        var sql = new Sql(statements);
        T result = work.run(sql);
        connection.commit();
        sql.committed();
        return result;
    }

    /** How often each statement ran since the last call, by its first line. */
    public Map<String, Integer> runs() {
        var copy = Map.copyOf(runs);
        runs.clear();
        return copy;
    }

    /** How many statements were ever prepared. */
    public int prepared() {
        return prepared;
    }

    /** Rows that this connection ever inserted, changed or deleted. */
    public long rows() throws SQLException {
        try (var statement = connection.createStatement();
                var results = statement.executeQuery("select total_changes()")) {
            results.next();
            return results.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
