package dev.interline.identity.jwt;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who publishes keys, on a real port. */
final class Issuer implements AutoCloseable {
    /** Until the next try after a failure. */
    static final Duration SHORT = Duration.ofMillis(20);

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile int status = 200;
    private volatile String published;

    Issuer(String published) throws IOException {
        this.published = published;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            var body = published.getBytes(StandardCharsets.UTF_8);
            if (status == 302 && exchange.getRequestURI().getPath().equals("/jwks")) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(status == 302 ? 200 : status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Its keys, as they are fetched from it. */
    RemoteKeys keys(Duration usually, Duration unasked) {
        return new RemoteKeys(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"),
                new RemoteKeys.Pace(Duration.ofSeconds(5), usually, SHORT, unasked));
    }

    void publish(String keys) {
        answer(200, keys);
    }

    /** Answers like this from now on. */
    void answer(int newStatus, String body) {
        published = body;
        status = newStatus;
    }

    /** How often it was asked. */
    int asked() {
        return asked.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
