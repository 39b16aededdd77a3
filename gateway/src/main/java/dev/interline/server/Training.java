package dev.interline.server;

import dev.interline.config.Config;
import dev.interline.config.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A short run of the server's own to train the JVM's cache for fast starts: it asks itself what clients ask first, so
 * that the classes of a first answer are in the cache. It asks over bare sockets, since every class that a client of ours
 * needs would be loaded at each start of the server too.
 */
public final class Training {
    private static final int ROUNDS = 3;
    private static final int PATIENCE_MILLIS = 10_000;

    private Training() {}

    /** Whether the launcher wants such a run. */
    public static boolean isWanted(Environment environment) {
        return environment.value("INTERLINE_TRAINING").isPresent();
    }

    /**
     * Asks and returns; what is answered does not matter.
     *
     * @throws IllegalStateException when nothing is answered
     */
    public static void run(Gateway gateway) {
        String key = gateway.firstKey().map(made -> made.secret()).orElse("");
        try {
            for (int i = 0; i < ROUNDS; i++) {
                for (boolean stream : List.of(false, true)) {
                    ask(gateway, key, "POST /api/v1/chat/completions", body("openai/gpt-4o-mini", stream));
                    ask(gateway, key, "POST /api/v1/messages", body("anthropic/claude-sonnet-4", stream));
                }
            }
            for (String path : List.of("/ready", "/metrics", "/api/v1/models", "/api/v1/key", "/api/v1/generation")) {
                ask(gateway, key, "GET " + path, "");
            }
        } catch (IOException e) {
            throw new IllegalStateException("The server did not answer itself: " + e, e);
        }
    }

    private static String body(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":64,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, who are you?\"}]}";
    }

    private static void ask(Gateway gateway, String key, String what, String body) throws IOException {
        Config config = gateway.config();
        try (var socket = new Socket(InetAddress.getByName(config.host()), gateway.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write((what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.getInputStream().readAllBytes();
        }
    }
}
