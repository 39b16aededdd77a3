package dev.interline.admin.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names that OpenRouter's contract allows in {@code provider_responses[].provider_name}. Its field is a closed list
 * and optional: a provider of the operator's own goes without it, so that strict clients accept the answer.
 */
final class ProviderNames {
    private static final Set<String> NAMES = load();

    private ProviderNames() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    private static Set<String> load() {
        try (InputStream in = Objects.requireNonNull(ProviderNames.class.getResourceAsStream("provider-names.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
