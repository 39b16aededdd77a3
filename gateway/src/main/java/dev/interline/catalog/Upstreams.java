package dev.interline.catalog;

import dev.interline.catalog.Upstream.State;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.config.ProviderEntry;
import dev.interline.config.Secret;
import dev.interline.config.Service;
import dev.interline.exchange.Credential;
import dev.interline.exchange.CredentialForm;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Vendor;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes vendors of what is known by heart, what is configured and what the environment holds. */
final class Upstreams {
    /** The vendor that is looked for on this machine. */
    static final String OLLAMA = "ollama";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    private final Known known;
    private final Set<String> dialects;
    private final Environment environment;

    Upstreams(Known known, Set<String> dialects, Environment environment) {
        this.known = known;
        this.dialects = Set.copyOf(dialects);
        this.environment = environment;
    }

    /**
     * Every vendor, in the order of the known ones, then of the configuration.
     *
     * @param found self-hosted vendors that answered without having been configured
     */
    List<Upstream> all(Config config, Set<String> found) {
        var all = new ArrayList<Upstream>();
        for (KnownVendor vendor : known.vendors()) {
            if (!vendor.isTemplate()) {
                all.add(upstream(vendor, Optional.ofNullable(config.providers().get(vendor.slug())), found,
                        config.service()));
            }
        }
        config.providers().forEach((slug, entry) -> {
            if (entry.baseUrl().isPresent() && all.stream().noneMatch(one -> one.slug().equals(slug))) {
                all.add(upstream(custom(slug, entry), Optional.of(entry), found, config.service()));
            }
        });
        return all;
    }

    /** A vendor inside this process; it lacks nothing. */
    static Upstream standIn(Vendor vendor, ProviderEntry.Serve serve, Config config) {
        ProviderEntry entry = config.providers().get(vendor.slug());
        boolean off = serve == ProviderEntry.Serve.NEVER || entry != null && !entry.enabled();
        return new Upstream(vendor, off ? State.DISABLED : State.READY, CredentialForm.BEARER, List.of(), List.of(),
                false,
                true);
    }

    private static KnownVendor custom(String slug, ProviderEntry entry) {
        String dialect = entry.dialect().map(Upstreams::key).orElse("openai");
        boolean bearer = !dialect.equals("anthropic");
        return new KnownVendor(slug, slug, dialect, Optional.empty(), List.of(),
                bearer ? "Authorization" : "x-api-key", bearer ? "Bearer " : "", List.of(), List.of(), true,
                Quirks.GENERIC);
    }

    private Upstream upstream(KnownVendor vendor, Optional<ProviderEntry> entry, Set<String> found, Service service) {
        String dialect = entry.flatMap(ProviderEntry::dialect).map(Upstreams::key).orElse(vendor.dialect());
        Optional<URI> address = entry.flatMap(ProviderEntry::baseUrl)
                .or(() -> vendor.baseUrl().flatMap(this::filled).map(URI::create));
        var form = new CredentialForm(vendor.authHeader(), vendor.authPrefix());
        Optional<Credential> credential = entry.flatMap(ProviderEntry::apiKey).map(Secret::reveal)
                .or(() -> vendor.environment().stream().flatMap(name -> environment.value(name).stream()).findFirst())
                .map(key -> form.of(key.strip()));
        var headers = new LinkedHashMap<>(attribution(vendor, service));
        entry.ifPresent(e -> e.headers().forEach((name, value) -> headers.put(name, value.reveal())));
        boolean free = vendor.selfHosted() || entry.flatMap(ProviderEntry::baseUrl).isPresent()
                || headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(vendor.authHeader()));
        State state = state(entry, dialect, address.isPresent()
                && (!vendor.selfHosted() || entry.isPresent() || found.contains(vendor.slug())),
                free || credential.isPresent());
        return new Upstream(new Vendor(vendor.slug(), vendor.name(), dialect, address, credential, vendor.quirks(),
                headers), state, form, vendor.environment(), vendor.aliases(), vendor.selfHosted(), false);
    }

    /** Whose requests they are, for the one upstream that asks (OpenRouter: app attribution). */
    private static Map<String, String> attribution(KnownVendor vendor, Service service) {
        var headers = new LinkedHashMap<String, String>();
        if (vendor.slug().equals(Assembly.OPENROUTER)) {
            service.siteUrl().ifPresent(url -> headers.put("HTTP-Referer", url));
            service.siteName().ifPresent(name -> headers.put("X-Title", name));
        }
        return headers;
    }

    private State state(Optional<ProviderEntry> entry, String dialect, boolean addressed, boolean opened) {
        if (entry.isPresent() && !entry.get().enabled()) {
            return State.DISABLED;
        }
        if (!dialects.contains(dialect)) {
            return State.NO_DIALECT;
        }
        if (!opened) {
            return State.NO_CREDENTIAL;
        }
        return addressed ? State.READY : State.NO_ADDRESS;
    }

    /** The address with its variables filled in; nothing if one is not set. */
    private Optional<String> filled(String template) {
        Matcher variable = VARIABLE.matcher(template);
        var filled = new StringBuilder();
        while (variable.find()) {
            Optional<String> value = environment.value(variable.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variable.appendReplacement(filled, Matcher.quoteReplacement(value.get().strip()));
        }
        return Optional.of(variable.appendTail(filled).toString());
    }

    private static String key(ProviderEntry.Dialect dialect) {
        return dialect.name().toLowerCase(Locale.ROOT);
    }
}
