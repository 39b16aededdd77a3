package dev.interline.door;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages beside the API: liveness, readiness, metrics, and where applications are let in. */
final class Operations {
    /** When a client that is turned away during a stop may try again: behind it, usually another instance. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final byte[] ROOT = Reply.json(200, """
            {"name":"Interline","api":"/api/v1","health":"/health","ready":"/ready","metrics":"/metrics",\
            "docs":"/docs","openapi":"/openapi.json"}""").body();

    private Operations() {}

    /** One of them, by its path. */
    enum Page {
        ROOT(""), HEALTH("health"), READY("ready"), METRICS("metrics"), AUTH("auth");

        private final String path;

        Page(String path) {
            this.path = path;
        }

        String path() {
            return path;
        }

        static Optional<Page> at(List<String> segments) {
            String path = String.join("/", segments);
            return List.of(values()).stream().filter(page -> page.path.equals(path)).findFirst();
        }
    }

    static Reply answer(Page page, Services services) {
        return switch (page) {
            case ROOT -> Reply.json(200, ROOT);
            case HEALTH -> Reply.json(200, "{\"status\":\"ok\"}");
            case READY -> ready(services.readiness());
            case METRICS -> new Reply(200, PROMETHEUS, Map.of(),
                    Reply.text(200, services.metrics().scrape()).body());
            case AUTH -> AuthPage.reply();
        };
    }

    private static Reply ready(Readiness readiness) {
        return readiness.obstacle()
                .map(why -> Reply.json(503, "{\"status\":\"" + why + "\"}")
                        .with(Map.of("retry-after", Long.toString(RETRY_AFTER.toSeconds()))))
                .orElseGet(() -> Reply.json(200, "{\"status\":\"ready\"}"));
    }
}
