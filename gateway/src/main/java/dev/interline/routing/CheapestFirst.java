package dev.interline.routing;

import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.PROMPT;

import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Operation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The plain order: by price of a prompt token and a completion token together (of vectors: of a prompt token), equal prices
 * in the order of the catalog, and behind all real providers those that only stand in for them.
 */
public final class CheapestFirst implements Ranker {
    @Override
    public List<Endpoint> rank(List<Endpoint> allowed, Facts facts, Instant begun) {
        boolean vectors = facts.operation() == Operation.EMBED;
        return allowed.size() < 2 ? allowed : allowed.stream().sorted(Comparator
                .comparing((Endpoint endpoint) -> endpoint.upstream().standIn())
                .thenComparing(endpoint -> price(endpoint.pricing().at(begun), vectors))).toList();
    }

    private static BigDecimal price(Pricing pricing, boolean vectors) {
        return vectors ? pricing.price(PROMPT) : pricing.price(PROMPT).add(pricing.price(COMPLETION));
    }
}
