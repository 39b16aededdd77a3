package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What somebody restricts a caller to.
 *
 * @param whose who does, as callers are told: {@code the API key's}
 * @param models the only models, named as requests name them, or all of an author ({@code openai/*}); empty: any
 * @param providers the only providers, named as requests name them; empty: any
 * @param regions the only regions, as endpoints declare them; empty: any
 */
public record Allowed(String whose, List<String> models, List<String> providers, List<String> regions) {
    private static final String ANY = "*";

    /** Adds the conditions that it puts on endpoints. */
    void addTo(List<Filter> filters, Catalog catalog) {
        if (!models.isEmpty()) {
            List<Predicate<String>> named = models.stream().map(name -> meant(name, catalog)).toList();
            filters.add(new Filter("allowed_models", whose + " allowed_models",
                    endpoint -> named.stream().anyMatch(model -> model.test(endpoint.model()))));
        }
        if (!providers.isEmpty()) {
            filters.add(new Filter("allowed_providers", whose + " allowed_providers",
                    endpoint -> providers.stream().anyMatch(name -> catalog.isNamed(endpoint, name))));
        }
        if (!regions.isEmpty()) {
            filters.add(new Filter("data_region", whose + " allowed_data_regions",
                    "is declared to be in " + String.join(" or ", regions), this::isInRegion));
        }
    }

    private boolean isInRegion(Endpoint endpoint) {
        return endpoint.declared().region().filter(this::isAllowed).isPresent();
    }

    /** Whether a region is one of those that are allowed, or lies in one. */
    private boolean isAllowed(String region) {
        return regions.stream().anyMatch(name -> region.equalsIgnoreCase(name)
                || region.regionMatches(true, 0, name + "-", 0, name.length() + 1));
    }

    /** Which ids a name means; none, if there is no such model now. */
    private static Predicate<String> meant(String name, Catalog catalog) {
        if (name.endsWith(ANY)) {
            String start = name.substring(0, name.length() - 1).toLowerCase(Locale.ROOT);
            return id -> id.toLowerCase(Locale.ROOT).startsWith(start);
        }
        return catalog.resolve(name) instanceof Resolution.Found found ? found.model().id()::equals : _ -> false;
    }
}
