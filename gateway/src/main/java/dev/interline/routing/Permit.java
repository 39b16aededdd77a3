package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.exchange.OwnKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a caller may use, whatever its request says.
 *
 * @param allowed what it is restricted to, all of which holds
 * @param own the caller's own keys, in the order in which they are to be tried
 * @param account who asks, so that its conversations stay where they are; empty: nobody's do
 */
public record Permit(List<Allowed> allowed, List<OwnKey> own, String account) {
    /** Everything, with the gateway's accounts. */
    public static final Permit ANYTHING = new Permit(List.of(), List.of(), "");

    /** Whether it neither adds to nor takes from what everybody may use. */
    public boolean isPlain() {
        return allowed.isEmpty() && own.isEmpty();
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
        allowed.forEach(each -> each.addTo(filters, catalog));
        return filters;
    }
}
