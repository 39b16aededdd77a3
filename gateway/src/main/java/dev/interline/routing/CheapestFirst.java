package dev.interline.routing;

import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.PROMPT;

import dev.interline.catalog.Endpoint;
import dev.interline.exchange.Facts;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The plain order: by price of a prompt token and a completion token together, equal prices in the order of the
 * catalog, and behind all real providers those that only stand in for them.
 */
public final class CheapestFirst implements Ranker {
    private static final Comparator<Endpoint> ORDER = Comparator
            .comparing((Endpoint endpoint) -> endpoint.upstream().standIn())
            .thenComparing(CheapestFirst::price);

    @Override
    public List<Endpoint> rank(List<Endpoint> allowed, Facts facts) {
        return allowed.size() < 2 ? allowed : allowed.stream().sorted(ORDER).toList();
    }

    private static BigDecimal price(Endpoint endpoint) {
        return endpoint.pricing().price(PROMPT).add(endpoint.pricing().price(COMPLETION));
    }
}
