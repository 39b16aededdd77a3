package dev.interline.door;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Closes the connections of one event loop on which nothing was asked for a while. A connection with a request under
 * way is never idle, however long its answer takes.
 */
final class IdleConnections {
    private static final class Use {
        private int requests;
        private long since = System.nanoTime();
    }

    private static final Duration SWEEP = Duration.ofSeconds(5);

    private final Map<HttpConnection, Use> connections = new HashMap<>();
    private final Supplier<Duration> limit;

    IdleConnections(Vertx vertx, Supplier<Duration> limit) {
        this.limit = limit;
        vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep());
    }

    void opened(HttpConnection connection) {
        connections.put(connection, new Use());
        connection.closeHandler(_ -> connections.remove(connection));
    }

    void requestBegan(HttpConnection connection) {
        connections.computeIfAbsent(connection, _ -> new Use()).requests++;
    }

    /** @param now the moment on the clock of {@link System#nanoTime()} */
    void requestEnded(HttpConnection connection, long now) {
        Use use = connections.get(connection);
        if (use != null) {
            use.requests--;
            use.since = now;
        }
    }

    private void sweep() {
        long before = System.nanoTime() - limit.get().toNanos();
        connections.entrySet()
                .stream()
                .filter(entry -> entry.getValue().requests <= 0 && entry.getValue().since < before)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(HttpConnection::close);
    }
}
