package dev.interline.door;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.identity.Caller;
import dev.interline.identity.Keys;
import dev.interline.identity.Lookup;
import dev.interline.identity.jwt.Tokens;
import dev.interline.identity.jwt.Verification;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, from the headers alone. */
final class Access {
    /** Who calls, or why nobody is let in. */
    sealed interface Verdict {
        record Admitted(Caller caller) implements Verdict {}

        record Refused(Problem problem) implements Verdict {}

        /** A token that has to be checked first, by {@link Access#check}. */
        record Unchecked(String token) implements Verdict {}
    }

    /** There is no such key. */
    static final Problem UNKNOWN_KEY = problem("Invalid API key", "invalid_api_key");

    private static final String BEARER = "Bearer ";
    /** Below this path tokens are accepted beside keys. */
    private static final String TOKENS = "/api/v2/";

    private final Keys keys;
    private final Tokens tokens;

    Access(Keys keys, Tokens tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /** OpenRouter: management keys. */
    private static final Problem NOT_MANAGEMENT =
            Problem.of(ErrorType.PERMISSION_DENIED, "Only management keys can perform this operation");
    private static final Problem MANAGEMENT = Problem.of(ErrorType.PERMISSION_DENIED,
            "Management keys cannot be used to ask models; use an API key that is not a management key");

    /** Who calls, where only one kind of key may. */
    Verdict judge(HttpServerRequest request, boolean management) {
        return only(management, judge(request));
    }

    /** Finds out about a token, where only one kind of key may call. Blocks. */
    Verdict check(String token, boolean management) {
        return only(management, check(token));
    }

    private static Verdict only(boolean management, Verdict verdict) {
        return verdict instanceof Verdict.Admitted(Caller caller) && caller.management() != management
                ? new Verdict.Refused(management ? NOT_MANAGEMENT : MANAGEMENT)
                : verdict;
    }

    /** Looks at {@code Authorization: Bearer} and, as Anthropic's clients send it, {@code x-api-key}. */
    Verdict judge(HttpServerRequest request) {
        String presented = presented(request);
        if (presented == null || presented.isBlank()) {
            return refused("Missing Authentication header", "missing_api_key");
        }
        return judge(request.path(), presented.trim());
    }

    /** Looks at a key that came elsewhere than in the headers, and that may ask models. */
    Verdict judge(String credential) {
        return only(false, judge(null, credential.trim()));
    }

    private Verdict judge(@Nullable String path, String credential) {
        return switch (keys.find(credential)) {
            case Lookup.Known(Caller caller) -> new Verdict.Admitted(caller);
            case Lookup.Unknown() when Tokens.resembles(credential) -> token(path, credential);
            case Lookup.Unknown() -> new Verdict.Refused(UNKNOWN_KEY);
            case Lookup.Disabled() -> refused("Invalid API key: it was disabled by its owner", "invalid_api_key");
            case Lookup.Expired() -> refused("Invalid API key: it has expired", "invalid_api_key");
        };
    }

    private Verdict token(@Nullable String path, String token) {
        return path != null && path.startsWith(TOKENS) ? verdict(tokens.known(token), token)
                : refused("Invalid API key: JSON Web Tokens are accepted below /api/v2 only", "invalid_api_key");
    }

    /** Finds out about a token. Blocks, and leaves nothing unchecked. */
    Verdict check(String token) {
        return verdict(tokens.check(token), token);
    }

    private static Verdict verdict(Verification found, String token) {
        return switch (found) {
            case Verification.Known(Caller caller) -> new Verdict.Admitted(caller);
            case Verification.Refused(Problem problem) -> new Verdict.Refused(problem);
            case Verification.Unchecked() -> new Verdict.Unchecked(token);
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
