package dev.interline.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pool of connections that only read. It is made by the first reader, so that a start does not wait for it. */
final class Readers implements AutoCloseable {
    private final Connections connections;
    private @Nullable HikariDataSource pool;
    private boolean closed;

    Readers(Connections connections) {
        this.connections = connections;
    }

    Connection connection() throws SQLException {
        return pool().getConnection();
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        var current = pool;
        if (current == null) {
            current = new HikariDataSource(config());
            pool = current;
        }
        return current;
    }

    private HikariConfig config() {
        var config = new HikariConfig();
        config.setPoolName("interline-readers");
        config.setDataSource(connections.source());
        config.setReadOnly(connections instanceof Connections.PostgresConnections);
        config.setMaximumPoolSize(connections.readers());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
