package dev.interline.provider.anthropic;

import java.util.Optional;

/** Service tiers in Anthropic's two words. */
final class ServiceTiers {
    private ServiceTiers() {}

    /** Anthropic's word for a tier; empty when it has none, as for {@code flex}. */
    static Optional<String> ofAnthropic(String tier) {
        return switch (tier) {
            case "auto", "priority", "fast" -> Optional.of("auto");
            case "standard_only", "standard", "default" -> Optional.of("standard_only");
            default -> Optional.empty();
        };
    }
}
