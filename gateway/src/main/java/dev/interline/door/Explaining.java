package dev.interline.door;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who wants to know how a request is routed: by a header along with its answer, or instead of it. */
final class Explaining {
    private static final String ENABLED = "enabled";
    /** Which wire a request to be explained is written in. */
    private static final Map<String, Routes.Endpoint> APIS = Map.of(
            "chat", Routes.Endpoint.CHAT,
            "completions", Routes.Endpoint.COMPLETIONS,
            "responses", Routes.Endpoint.RESPONSES,
            "messages", Routes.Endpoint.MESSAGES,
            "embeddings", Routes.Endpoint.EMBEDDINGS);
    private static final String API = "api";

    private Explaining() {}

    /** Whether the client wants {@code openrouter_metadata} (OpenRouter: router metadata); the older name counts, too. */
    static boolean isWanted(Visit visit) {
        return isEnabled(visit.request().getHeader(Fields.METADATA))
                || isEnabled(visit.request().getHeader(Fields.EXPERIMENTAL_METADATA));
    }

    private static boolean isEnabled(@Nullable String value) {
        return ENABLED.equalsIgnoreCase(value == null ? null : value.strip());
    }

    /**
     * The route whose requests the query means by {@code api}; chat completions if it names none.
     *
     * @throws Rejected when there is no such API
     */
    static Routes.Endpoint api(Visit visit) {
        String name = visit.query().getOrDefault(API, "chat");
        Routes.Endpoint endpoint = APIS.get(name.toLowerCase(Locale.ROOT));
        if (endpoint == null) {
            throw new Rejected(Problem.invalid("api: \"" + name + "\" is none of "
                    + String.join(", ", APIS.keySet().stream().sorted().toList())).with("param", API));
        }
        return endpoint;
    }
}
