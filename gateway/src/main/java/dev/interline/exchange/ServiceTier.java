package dev.interline.exchange;

import java.util.Locale;
import java.util.Optional;

/**
 * How fast and how dear an upstream serves (OpenRouter: service tiers). What is not standard has prices of its own, and is
 * asked for by an endpoint of its own only: a word that costs more than was agreed on never goes upstream.
 */
public enum ServiceTier {
    /** As everybody is served. */
    STANDARD,
    /** Cheaper, and later. */
    FLEX,
    /** Sooner, and dearer. */
    PRIORITY;

    /** The word in requests, answers and tags of endpoints; of the ordinary one {@code default}. */
    public String text() {
        return this == STANDARD ? "default" : name().toLowerCase(Locale.ROOT);
    }

    /** What a word in a request asks for; nothing where it leaves it open, as {@code auto} does. */
    public static Optional<ServiceTier> asked(String word) {
        return switch (word) {
            case "flex" -> Optional.of(FLEX);
            case "priority", "fast", "scale" -> Optional.of(PRIORITY);
            case "default", "standard", "standard_only" -> Optional.of(STANDARD);
            default -> Optional.empty();
        };
    }

    /** What an upstream of OpenAI's words is sent, at an endpoint of this tier. */
    public Optional<String> sent(Optional<String> word) {
        if (this != STANDARD) {
            return Optional.of(text());
        }
        return word.flatMap(asked -> asked(asked).isEmpty() ? word
                : asked(asked).filter(STANDARD::equals).map(ServiceTier::text));
    }
}
