package dev.interline.exchange;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An upstream account: who, where, in which dialect and with which credential.
 *
 * @param slug the name in requests and configuration, e.g. {@code openai}
 * @param name the display name, e.g. {@code OpenAI}
 * @param dialect key of the {@link Provider} that speaks to it, e.g. {@code openai}, {@code anthropic}
 * @param baseUrl address that paths are appended to, without a slash at the end; empty for one inside this process
 * @param credential how it is opened, where it needs that
 * @param quirks its peculiarities
 * @param headers further headers from the configuration
 */
public record Vendor(String slug, String name, String dialect, Optional<URI> baseUrl, Optional<Credential> credential,
        Quirks quirks, Map<String, String> headers) {
    /** Headers that say whose account it is. */
    private static final Set<String> ACCOUNT =
            Set.of("authorization", "x-api-key", "api-key", "openai-organization", "openai-project");

    public Vendor {
        headers = Map.copyOf(headers);
    }

    /** Another account at the same vendor: what was configured to open this one stays behind. */
    public Vendor openedBy(Credential other) {
        var kept = new HashMap<>(headers);
        kept.keySet().removeIf(name -> ACCOUNT.contains(name.toLowerCase(Locale.ROOT))
                || name.equalsIgnoreCase(other.header()));
        return new Vendor(slug, name, dialect, baseUrl, Optional.of(other), quirks, kept);
    }
}
