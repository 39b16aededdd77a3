package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.ServiceTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells of each endpoint that was not chosen which condition it does not meet: the first, in the order of the filters. */
final class Exclusions {
    private final List<Candidate> candidates;
    private final List<Filter> filters;
    private final OwnAccounts own;
    private final boolean withOwn;
    private final Tiers tiers;
    private final boolean flexOnly;

    /** @param candidates what is to be tried */
    Exclusions(List<Candidate> candidates, List<Filter> filters, Catalog catalog, Exchange exchange, Permit permit) {
        this.candidates = candidates;
        this.filters = filters;
        this.own = new OwnAccounts(permit.own());
        this.withOwn = !permit.own().isEmpty();
        this.tiers = Tiers.of(catalog, exchange);
        this.flexOnly = exchange.serviceTier().filter(ServiceTier.FLEX::equals).isPresent();
    }

    /** Those of the endpoints of these models that are not to be tried. */
    List<Explanation.Excluded> of(List<Resolution.Found> models, Catalog catalog) {
        var excluded = new ArrayList<Explanation.Excluded>();
        for (Resolution.Found found : models) {
            for (Endpoint endpoint : catalog.endpointsOf(found.model())) {
                if (!isTried(endpoint)) {
                    excluded.add(why(endpoint, found));
                }
            }
        }
        return excluded;
    }

    private boolean isTried(Endpoint endpoint) {
        return candidates.stream().anyMatch(candidate -> candidate.endpoint().equals(endpoint));
    }

    private Explanation.Excluded why(Endpoint endpoint, Resolution.Found found) {
        if (!own.serve(endpoint)) {
            return new Explanation.Excluded(endpoint, "not_configured", Optional.empty());
        }
        for (Filter filter : filters) {
            if (!filter.test().test(endpoint)) {
                return new Explanation.Excluded(endpoint, filter.name(), Optional.of(filter.field()));
            }
        }
        if (!tiers.admits(endpoint, found.variants()) || flexOnly && endpoint.tier().service() != ServiceTier.FLEX) {
            return new Explanation.Excluded(endpoint, Filter.ORDINARY_TIER.name(),
                    Optional.of(Filter.ORDINARY_TIER.field()));
        }
        if (withOwn && endpoint.upstream().standIn()) {
            return new Explanation.Excluded(endpoint, "stand_in", Optional.empty());
        }
        return new Explanation.Excluded(endpoint, "allow_fallbacks", Optional.of("provider.allow_fallbacks"));
    }
}
