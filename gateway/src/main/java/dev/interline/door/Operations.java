package dev.interline.door;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The pages beside the API: liveness, readiness, metrics, and where applications are let in. */
final class Operations {
    /** When a client that is turned away during a stop may try again: behind it, usually another instance. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private Operations() {}

    static Optional<Reply> answer(String path, Services services) {
        return switch (path) {
            case "health" -> Optional.of(Reply.json(200, "{\"status\":\"ok\"}"));
            case "ready" -> Optional.of(ready(services.readiness()));
            case "auth" -> Optional.of(AuthPage.reply());
            case "metrics" -> Optional.of(new Reply(200, PROMETHEUS, Map.of(),
                    Reply.text(200, services.metrics().scrape()).body()));
            case "" -> Optional.of(Reply.json(200, "{\"name\":\"Interline\",\"api\":\"/api/v1\",\"health\":\"/health\","
                    + "\"ready\":\"/ready\",\"metrics\":\"/metrics\"}"));
            default -> Optional.empty();
        };
    }

    private static Reply ready(Readiness readiness) {
        return readiness.obstacle()
                .map(why -> Reply.json(503, "{\"status\":\"" + why + "\"}")
                        .with(Map.of("retry-after", Long.toString(RETRY_AFTER.toSeconds()))))
                .orElseGet(() -> Reply.json(200, "{\"status\":\"ready\"}"));
    }
}
