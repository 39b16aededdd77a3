package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Variant;
import dev.interline.exchange.Facts;
import dev.interline.routing.auto.Asked;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a router is to choose models for.
 *
 * @param name the router's name as it was written
 * @param variants wishes behind the name
 * @param asked what the prompt says; looked at only if that matters
 */
record Errand(String name, Set<Variant> variants, Catalog catalog, Facts facts, Permit permit, Instant begun,
        Supplier<Asked> asked) {}
