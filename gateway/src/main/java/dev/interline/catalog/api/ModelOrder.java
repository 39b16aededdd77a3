package dev.interline.catalog.api;

import dev.interline.catalog.Model;
import dev.interline.catalog.PriceKey;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * In which order a list shows models. Orders by what nobody measures yet (popularity, speed, benchmarks) are the
 * catalog's own order, the newest first, with equals as they were.
 */
final class ModelOrder {
    private static final List<String> NAMES = List.of("most-popular", "newest", "top-weekly", "pricing-low-to-high",
            "pricing-high-to-low", "context-high-to-low", "throughput-high-to-low", "latency-low-to-high",
            "intelligence-high-to-low", "coding-high-to-low", "agentic-high-to-low", "design-arena-elo-high-to-low");

    private ModelOrder() {}

    /**
     * The order that was asked for; nothing for the catalog's own.
     *
     * @throws dev.interline.exchange.Rejected when it is no order
     */
    static Optional<Comparator<Model>> of(Parameters given) {
        return given.choice("sort", NAMES).flatMap(name -> switch (name) {
            case "newest" -> Optional.of(Comparator.comparingLong(Model::created).reversed());
            case "pricing-low-to-high" -> Optional.of(byPrice(Comparator.naturalOrder()));
            case "pricing-high-to-low" -> Optional.of(byPrice(Comparator.reverseOrder()));
            case "context-high-to-low" -> Optional.of(Comparator.comparingLong(Model::contextLength).reversed());
            case String _ -> Optional.empty();
        });
    }

    /** By the mean of prompt and completion price; models without a price come last. */
    private static Comparator<Model> byPrice(Comparator<BigDecimal> order) {
        return Comparator.comparing((Model model) -> !model.pricing().isKnown())
                .thenComparing(model -> model.pricing().price(PriceKey.PROMPT)
                        .add(model.pricing().price(PriceKey.COMPLETION)), order);
    }
}
