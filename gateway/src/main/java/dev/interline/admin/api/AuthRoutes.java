package dev.interline.admin.api;

import static dev.interline.admin.api.Role.ANYONE;
import static dev.interline.admin.api.Role.MANAGEMENT;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.identity.AuthCodes;
import dev.interline.identity.AuthRequest;
import dev.interline.identity.AuthRequest.Challenge;
import dev.interline.identity.AuthRequest.Method;
import dev.interline.identity.KeyLimit;
import dev.interline.ledger.Period;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code /auth/keys}: how an application gets a key of somebody's account (OpenRouter: OAuth PKCE). The page
 * {@code /auth}, where somebody lets it in, asks here for the code.
 */
public final class AuthRoutes {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_LABEL = 100;

    private final AuthCodes codes;

    public AuthRoutes(AuthCodes codes) {
        this.codes = codes;
    }

    public List<Route> routes() {
        return List.of(Route.post("auth/keys/code", MANAGEMENT, this::create),
                Route.post("auth/keys", ANYONE, this::exchange));
    }

    private static Map<String, Method> methods() {
        var words = new LinkedHashMap<String, Method>();
        words.put("S256", Method.S256);
        words.put("plain", Method.PLAIN);
        return words;
    }

    private Answer create(Call call) {
        var input = call.input();
        var callback = input.optionalText("callback_url").map(AuthRoutes::callback);
        var method = input.word("code_challenge_method", methods()).orElse(Method.PLAIN);
        var challenge = input.optionalText("code_challenge").map(text -> new Challenge(text, method));
        if (callback.isEmpty() && challenge.isEmpty()) {
            throw new Rejected(Problem.invalid("without a callback_url, which the code would be sent to, a"
                    + " code_challenge is needed: whoever sees the code could use it"));
        }
        var limit = new KeyLimit(input.money("limit"),
                input.word("usage_limit_type", Intervals.RESETS).orElse(Period.EVER), false);
        var name = input.optionalText("key_label").filter(text -> !text.isBlank())
                .orElseGet(() -> callback.map(URI::getHost).orElse("An application"));
        var request = new AuthRequest(call.account(), input.optionalText("workspace_id"), challenge,
                name.substring(0, Math.min(name.length(), LONGEST_LABEL)), limit, input.time("expires_at"),
                call.caller().creator());
        JsonNode none = Json.mapper().nullNode();
        input.refuse(Map.of("spawn_agent", none, "spawn_cloud", none));
        input.done();
        var made = codes.create(request, call.actor());
        var data = Json.mapper().createObjectNode();
        data.put("id", made.code());
        // A number for the application, the same for all codes that go to one place.
        data.put("app_id", callback.map(uri -> uri.getAuthority().hashCode() & Integer.MAX_VALUE).orElse(0));
        Fields.time(data, "created_at", Optional.of(made.createdAt()));
        return Answer.data(data);
    }

    /** Codes only travel encrypted, or not at all. */
    private static URI callback(String text) {
        try {
            var uri = URI.create(text);
            var host = uri.getHost();
            if (host != null && uri.getUserInfo() == null
                    && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOCAL.contains(host))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // No address: told below.
        }
        throw new Rejected(Problem.invalid("callback_url: expected an https address, or an http one of localhost"));
    }

    private Answer exchange(Call call) {
        var input = call.input();
        var code = input.text("code");
        var verifier = input.optionalText("code_verifier");
        var method = input.optionalText("code_challenge_method").map(word -> Optional.ofNullable(methods().get(word))
                .orElseThrow(() -> new Rejected(Problem.invalid("Invalid code_challenge_method"))));
        input.done();
        var made = codes.exchange(code, verifier, method);
        var answer = Json.mapper().createObjectNode().put("key", made.secret());
        Fields.text(answer, "user_id", made.key().creator());
        return Answer.ok(answer);
    }
}
