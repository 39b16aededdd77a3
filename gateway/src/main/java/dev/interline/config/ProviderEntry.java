package dev.interline.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One upstream as the operator describes it; what is left out comes from what is known about a vendor of that name.
 *
 * @param dialect the wire that it speaks; without it the vendor's own, or OpenAI's
 * @param baseUrl address of its API up to and with the version, without a slash at the end
 * @param apiKey credential; without it the vendor's usual environment variable, or none
 * @param headers request headers to add; their values are treated as secrets
 * @param models the models that it serves; empty to ask the upstream or take the vendor's list
 * @param onDisconnect what becomes of an upstream's answer whose client has gone
 * @param serviceTiers tiers that it offers beside the ordinary one
 * @param zdr whether it keeps nothing (zero data retention); models may say something else
 * @param dataCollection whether it stores prompts or trains on them; models may say something else
 * @param region where it serves, e.g. {@code eu}; models may say something else
 * @param serve when a provider that only stands in for others is used; real ones ignore it
 */
public record ProviderEntry(
        Optional<Dialect> dialect,
        Optional<URI> baseUrl,
        Optional<Secret> apiKey,
        Map<String, Secret> headers,
        List<ModelEntry> models,
        @Default("true") boolean enabled,
        @Default("cancel") OnDisconnect onDisconnect,
        @Default("auto") Serve serve,
        TimeoutOverrides timeouts,
        List<ServiceTierEntry> serviceTiers,
        Optional<Boolean> zdr,
        Optional<DataPolicy> dataCollection,
        Optional<String> region) {

    /** The wires that upstreams speak. */
    public enum Dialect { OPENAI, ANTHROPIC, RESPONSES }

    /** What becomes of an upstream's answer whose client has gone. */
    public enum OnDisconnect {
        /** The connection is closed at once, which ends the cost with most vendors. */
        CANCEL,
        /** The answer is read to its end, for vendors that charge for it anyway. */
        DRAIN
    }

    /** When a provider that stands in for others is used. */
    public enum Serve {
        /** While no other provider is configured. */
        AUTO, ALWAYS, NEVER
    }

    public ProviderEntry {
        baseUrl = baseUrl.map(ProviderEntry::withoutSlash);
        headers = Config.ordered(headers);
        models = List.copyOf(models);
        serviceTiers = List.copyOf(serviceTiers);
        var checks = new Checks();
        baseUrl.ifPresent(url -> checks.that(isBase(url), "base-url", url,
                "an http or https address without credentials, query and fragment, "
                        + "such as http://127.0.0.1:9001/v1"));
        headers.forEach((name, value) -> {
            checks.that(name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"), "headers." + name, name, "a header name");
            checks.that(value.reveal().chars().allMatch(c -> c >= ' ' && c != 127), "headers." + name, value,
                    "a header value without line breaks and control characters");
        });
        apiKey.ifPresent(key -> checks.that(key.reveal().matches("[\\x21-\\x7e]+"), "api-key", key,
                "printable characters without spaces"));
        checks.distinct("models", models.stream().map(ModelEntry::id).toList());
        checks.done();
    }

    private static URI withoutSlash(URI url) {
        return url.getHost() == null ? url : URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private static boolean isBase(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
                && url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
