package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.OwnKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a caller may use, whatever its request says.
 *
 * @param models the only models, named as requests name them, or all of an author ({@code openai/*}); empty: any
 * @param providers the only providers, named as requests name them; empty: any
 * @param regions the only regions, as endpoints declare them; empty: any
 * @param own the caller's own keys, in the order in which they are to be tried
 * @param account who asks, so that its conversations stay where they are; empty: nobody's do
 */
public record Permit(List<String> models, List<String> providers, List<String> regions, List<OwnKey> own,
        String account) {
    /** Everything, with the gateway's accounts. */
    public static final Permit ANYTHING = new Permit(List.of(), List.of(), List.of());

    /** For nobody in particular. */
    public Permit(List<String> models, List<String> providers, List<OwnKey> own) {
        this(models, providers, List.of(), own, "");
    }

    private static final String ANY = "*";

    /** Whether it neither adds to nor takes from what everybody may use. */
    public boolean isPlain() {
        return models.isEmpty() && providers.isEmpty() && regions.isEmpty() && own.isEmpty();
    }

    /** Whether a request of this caller could be sent to an endpoint now. */
    public Predicate<Endpoint> serving(Catalog catalog) {
        List<Filter> filters = filters(catalog);
        var accounts = new OwnAccounts(own);
        return endpoint -> accounts.serve(endpoint) && Filter.meetsAll(endpoint, filters);
    }

    /** The conditions that it puts on endpoints. */
    List<Filter> filters(Catalog catalog) {
        var filters = new ArrayList<Filter>(2);
        if (!models.isEmpty()) {
            List<Predicate<String>> named = models.stream().map(name -> meant(name, catalog)).toList();
            filters.add(new Filter("allowed_models", "the API key's allowed_models",
                    endpoint -> named.stream().anyMatch(model -> model.test(endpoint.model()))));
        }
        if (!providers.isEmpty()) {
            filters.add(new Filter("allowed_providers", "the API key's allowed_providers",
                    endpoint -> providers.stream().anyMatch(name -> catalog.isNamed(endpoint, name))));
        }
        if (!regions.isEmpty()) {
            filters.add(new Filter("data_region", "the API key's allowed_data_regions",
                    "is declared to be in " + String.join(" or ", regions),
                    endpoint -> endpoint.declared().region().filter(this::isAllowed).isPresent()));
        }
        return filters;
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
