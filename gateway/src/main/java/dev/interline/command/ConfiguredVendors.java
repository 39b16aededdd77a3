package dev.interline.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.config.ProviderEntry;
import dev.interline.exchange.Credential;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Vendor;

/** The upstreams that a server started here would use. */
final class ConfiguredVendors {
    private ConfiguredVendors() {}

    static List<Vendor> of(Config config, Environment environment) {
        return config.providers().entrySet().stream()
                .filter(entry -> entry.getValue().enabled() && entry.getValue().baseUrl().isPresent())
                .map(entry -> vendor(entry.getKey(), entry.getValue())).toList();
    }

    private static Vendor vendor(String name, ProviderEntry entry) {
        var dialect = entry.dialect().orElse(ProviderEntry.Dialect.OPENAI);
        return new Vendor(name, name, dialect.name().toLowerCase(Locale.ROOT), entry.baseUrl(),
                entry.apiKey().map(key -> switch (dialect) {
                    case OPENAI -> new Credential("Authorization", "Bearer " + key.reveal());
                    case ANTHROPIC -> new Credential("x-api-key", key.reveal());
                }), Quirks.GENERIC, entry.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().reveal())));
    }
}
