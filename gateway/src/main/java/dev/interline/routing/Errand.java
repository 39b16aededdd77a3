package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Variant;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.routing.auto.Asked;
import java.time.Instant;
import java.util.Set;

/**
 * What a router is to choose models for.
 *
 * @param name the router's name as it was written
 * @param variants wishes behind the name
 */
record Errand(String name, Set<Variant> variants, Catalog catalog, Exchange exchange, Permit permit, Instant begun) {
    Facts facts() {
        return exchange.facts();
    }

    /** What the prompt says: decodes it, if nobody has before. */
    Asked asked() {
        return Prompts.of(exchange);
    }
}
