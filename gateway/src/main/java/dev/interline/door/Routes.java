package dev.interline.door;

import dev.interline.exchange.Operation;
import dev.interline.exchange.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes. A path is matched as a whole or by its parsed segments, never by prefix or pattern of the raw
 * text.
 */
final class Routes {
    /** What a route does. */
    enum Endpoint {
        CHAT("chat/completions", Wire.CHAT, Operation.GENERATE),
        COMPLETIONS("completions", Wire.COMPLETIONS, Operation.GENERATE),
        RESPONSES("responses", Wire.RESPONSES, Operation.GENERATE),
        MESSAGES("messages", Wire.MESSAGES, Operation.GENERATE),
        COUNT_TOKENS("messages/count_tokens", Wire.MESSAGES, Operation.COUNT_TOKENS),
        EMBEDDINGS("embeddings", Wire.EMBEDDINGS, Operation.EMBED),
        EXPLAIN("POST", "route/explain"),
        MODELS("GET", "models"),
        MODELS_COUNT("GET", "models/count"),
        MODELS_USER("GET", "models/user"),
        MODEL("GET", "model/{author}/{slug}"),
        MODEL_ENDPOINTS("GET", "models/{author}/{slug}/endpoints"),
        EMBEDDING_MODELS("GET", "embeddings/models"),
        PROVIDERS("GET", "providers"),
        ZDR_ENDPOINTS("GET", "endpoints/zdr");

        private final String method;
        private final String pattern;
        private final List<String> segments;
        private final Wire wire;
        private final Optional<Operation> operation;

        /** Asks a model for something. */
        Endpoint(String pattern, Wire wire, Operation operation) {
            this("POST", pattern, wire, Optional.of(operation));
        }

        Endpoint(String method, String pattern) {
            this(method, pattern, Wire.CHAT, Optional.empty());
        }

        Endpoint(String method, String pattern, Wire wire, Optional<Operation> operation) {
            this.method = method;
            this.pattern = pattern;
            this.segments = List.of(pattern.split("/", -1));
            this.wire = wire;
            this.operation = operation;
        }

        /** The wire that its clients speak; of errors, where no model is asked. */
        Wire wire() {
            return wire;
        }

        /** What a model is asked for; empty where none is. */
        Optional<Operation> operation() {
            return operation;
        }

        String method() {
            return method;
        }

        String pattern() {
            return pattern;
        }

        boolean matches(List<String> path) {
            if (path.size() != segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                if (!segments.get(i).startsWith("{") && !segments.get(i).equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The endpoints whose pattern has no variable, by their plain path: most requests need no more than this look-up. */
    private static final Map<String, Endpoint> PLAIN = plain();

    private Routes() {}

    private static Map<String, Endpoint> plain() {
        var byPath = new HashMap<String, Endpoint>();
        for (Endpoint endpoint : Endpoint.values()) {
            if (!endpoint.pattern.contains("{")) {
                byPath.put("/api/v1/" + endpoint.pattern, endpoint);
                byPath.put("/v1/" + endpoint.pattern, endpoint);
            }
        }
        return Map.copyOf(byPath);
    }

    /** The endpoint at a path that is written plainly, as nearly every client does; else {@link #find} decides. */
    static @Nullable Endpoint plain(String path) {
        return PLAIN.get(path);
    }

    /** The path below {@code /api/v1} or its alias {@code /v1}; empty for any other path. */
    static Optional<List<String>> belowBase(List<String> segments) {
        if (segments.size() > 2 && segments.get(0).equals("api") && segments.get(1).equals("v1")) {
            return Optional.of(segments.subList(2, segments.size()));
        }
        if (segments.size() > 1 && segments.get(0).equals("v1")) {
            return Optional.of(segments.subList(1, segments.size()));
        }
        return Optional.empty();
    }

    /** The endpoint at a path; literal segments win over variables by the order of the table. */
    static Optional<Endpoint> find(List<String> path) {
        for (Endpoint endpoint : Endpoint.values()) {
            if (endpoint.matches(path)) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }
}
