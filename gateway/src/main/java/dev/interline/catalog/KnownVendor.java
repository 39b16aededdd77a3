package dev.interline.catalog;

import dev.interline.exchange.Quirks;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A vendor that this program knows by heart.
 *
 * @param slug the name in requests and configuration
 * @param name the display name, OpenRouter's where it has one
 * @param dialect the wire that it speaks, also when no provider speaks that yet
 * @param baseUrl its address, perhaps with variables as in {@code ${CLOUDFLARE_ACCOUNT_ID}}
 * @param environment variables that may hold its credential
 * @param authHeader the header that carries the credential
 * @param authPrefix what stands before the credential in it
 * @param aliases further names under which requests may mean it
 * @param authors authors whose own house it is, so that its names for their models are good names for them
 * @param selfHosted whether it is run by the operator, without a credential
 */
record KnownVendor(String slug, String name, String dialect, Optional<String> baseUrl, List<String> environment,
        String authHeader, String authPrefix, List<String> aliases, List<String> authors, boolean selfHosted,
        Quirks quirks) {

    static KnownVendor of(Fields facts) {
        Fields auth = facts.child("auth");
        return new KnownVendor(facts.required("slug"), facts.required("name"), facts.required("dialect"),
                facts.text("base_url"), facts.texts("env"), auth.text("header").orElse("Authorization"),
                auth.text("header").isPresent() ? auth.text("prefix").orElse("") : "Bearer ",
                facts.texts("aliases"), facts.texts("authors"), facts.is("self_hosted"),
                quirks(facts.child("quirks")));
    }

    /** Whether it is nobody in particular: a kind of server whose address only its operator knows. */
    boolean isTemplate() {
        return selfHosted && baseUrl.isEmpty();
    }

    private static Quirks quirks(Fields facts) {
        var usual = Quirks.GENERIC;
        return new Quirks(facts.text("max_tokens_field").orElse(usual.maxTokensField()),
                Set.copyOf(facts.texts("drop")),
                texts(facts.child("rename")), facts.flag("stream_usage").orElse(usual.streamUsage()),
                facts.text("reasoning_request").map(KnownVendor::reasoning).orElse(usual.reasoningRequest()),
                facts.texts("efforts"),
                facts.has("reasoning_fields") ? facts.texts("reasoning_fields") : usual.reasoningFields(),
                facts.text("reasoning_echo").orElse(usual.reasoningEcho()),
                facts.flag("developer_role").orElse(usual.developerRole()),
                facts.flag("message_names").orElse(usual.messageNames()),
                facts.flag("cache_control").orElse(usual.cacheControl()),
                facts.flag("accepts_router_fields").orElse(usual.acceptsRouterFields()),
                facts.is("cache_key"), texts(facts.child("headers")));
    }

    private static Quirks.ReasoningRequest reasoning(String word) {
        return Quirks.ReasoningRequest.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> texts(Fields facts) {
        return facts.members().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
    }
}
