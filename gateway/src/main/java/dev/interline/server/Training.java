package dev.interline.server;

import dev.interline.config.Environment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * A short run of the server's own to train the JVM's cache for fast starts: it asks itself what clients ask first, so
 * that the classes and code paths of a first answer are in the cache.
 */
public final class Training {
    private static final int ROUNDS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Training() {}

    /** Whether the launcher wants such a run. */
    public static boolean isWanted(Environment environment) {
        return environment.value("INTERLINE_TRAINING").isPresent();
    }

    /** Asks and returns; what fails is left out of the cache and does no harm. */
    public static void run(Gateway gateway) {
        String base = Greeting.base(gateway.config(), gateway.port());
        String key = gateway.firstKey().map(made -> made.secret()).orElse("");
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < ROUNDS; i++) {
                for (boolean stream : List.of(false, true)) {
                    send(client, request(base + "/api/v1/chat/completions", key, body("openai/gpt-4o-mini", stream)));
                    send(client, request(base + "/api/v1/messages", key, body("anthropic/claude-sonnet-4", stream)));
                }
            }
            for (String path : List.of("/ready", "/metrics", "/api/v1/models", "/api/v1/key", "/api/v1/generation")) {
                send(client, HttpRequest.newBuilder(URI.create(base + path))
                        .header("authorization", "Bearer " + key)
                        .timeout(PATIENCE)
                        .build());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The server did not answer itself: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String body(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":64,\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, who are you?\"}]}";
    }

    private static HttpRequest request(String url, String key, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static void send(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
