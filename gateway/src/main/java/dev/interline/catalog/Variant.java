package dev.interline.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * A wish behind a model's name, after a colon, that is not an entry of the catalog of its own (OpenRouter: model
 * variants).
 */
public enum Variant {
    /** Fastest first. */
    NITRO,
    /** Cheapest first. */
    FLOOR,
    /** With web search. */
    ONLINE,
    /** With reasoning. */
    THINKING,
    /** The longest context first. */
    EXTENDED,
    /** Best tool calls first. */
    EXACTO;

    static Optional<Variant> of(String suffix) {
        for (var variant : values()) {
            if (variant.name().toLowerCase(Locale.ROOT).equals(suffix)) {
                return Optional.of(variant);
            }
        }
        return Optional.empty();
    }
}
