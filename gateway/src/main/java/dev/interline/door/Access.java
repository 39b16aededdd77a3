package dev.interline.door;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.identity.Caller;
import dev.interline.identity.Keys;
import dev.interline.identity.Lookup;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, from the headers alone. */
final class Access {
    /** Who calls, or why nobody is let in. */
    sealed interface Verdict {
        record Admitted(Caller caller) implements Verdict {}

        record Refused(Problem problem) implements Verdict {}
    }

    /** There is no such key. */
    static final Problem UNKNOWN_KEY = problem("Invalid API key", "invalid_api_key");

    private static final String BEARER = "Bearer ";

    private final Keys keys;

    Access(Keys keys) {
        this.keys = keys;
    }

    /** Looks at {@code Authorization: Bearer} and, as Anthropic's clients send it, {@code x-api-key}. */
    Verdict judge(HttpServerRequest request) {
        String presented = presented(request);
        if (presented == null || presented.isBlank()) {
            return refused("Missing Authentication header", "missing_api_key");
        }
        return switch (keys.find(presented.trim())) {
            case Lookup.Known(Caller caller) -> new Verdict.Admitted(caller);
            case Lookup.Unknown() -> new Verdict.Refused(UNKNOWN_KEY);
            case Lookup.Disabled() -> refused("Invalid API key: it was disabled by its owner", "invalid_api_key");
            case Lookup.Expired() -> refused("Invalid API key: it has expired", "invalid_api_key");
        };
    }

    private static @Nullable String presented(HttpServerRequest request) {
        String header = request.getHeader(Fields.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length())
                : request.getHeader(Fields.X_API_KEY);
    }

    private static Verdict refused(String message, String code) {
        return new Verdict.Refused(problem(message, code));
    }

    private static Problem problem(String message, String code) {
        return Problem.of(ErrorType.AUTHENTICATION, message).with("code", code);
    }
}
