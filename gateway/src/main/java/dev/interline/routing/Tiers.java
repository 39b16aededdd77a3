package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Variant;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.ServiceTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request says of service tiers (OpenRouter: service tiers). Endpoints of a tier of their own serve only who asks for
 * it, by {@code service_tier}, by {@code :nitro} or {@code :floor}, or by the endpoint's name. Who asks for priority gets that
 * first and the ordinary tier if it fails; who asks for flex gets nothing else, as long as the model has any.
 */
final class Tiers {
    private final Catalog catalog;
    private final Preferences wishes;
    private final Optional<ServiceTier> asked;

    private Tiers(Catalog catalog, Preferences wishes, Optional<ServiceTier> asked) {
        this.catalog = catalog;
        this.wishes = wishes;
        this.asked = asked;
    }

    static Tiers of(Catalog catalog, Exchange exchange) {
        return new Tiers(catalog, exchange.facts().preferences(), exchange.serviceTier());
    }

    /** Those of the allowed endpoints that may serve, in order. */
    List<Choice> rank(List<Endpoint> allowed, Set<Variant> variants, Question question, Ranker ranker) {
        var asIs = new ArrayList<Endpoint>(allowed.size());
        var first = new ArrayList<Endpoint>();
        for (Endpoint endpoint : allowed) {
            if (admits(endpoint, variants)) {
                (isAskedFor(endpoint) ? first : asIs).add(endpoint);
            }
        }
        if (first.isEmpty()) {
            return ranker.rank(asIs, question);
        }
        if (first.getFirst().tier().service() == ServiceTier.FLEX) {
            return ranker.rank(first, question.with(Sort.PRICE, question.kept()));
        }
        var ranked = new ArrayList<>(ranker.rank(first, question.with(Sort.THROUGHPUT, question.kept())));
        ranked.addAll(ranker.rank(asIs, question));
        return ranked;
    }

    /** Whether an endpoint of its tier may serve this request at all. */
    boolean admits(Endpoint endpoint, Set<Variant> variants) {
        return switch (endpoint.tier().service()) {
            case STANDARD -> true;
            case PRIORITY -> isAskedFor(endpoint) || isOpen(variants, Variant.NITRO) || isNamed(endpoint);
            case FLEX -> isAskedFor(endpoint) || isOpen(variants, Variant.FLOOR) || isNamed(endpoint);
        };
    }

    private boolean isAskedFor(Endpoint endpoint) {
        ServiceTier tier = endpoint.tier().service();
        return tier != ServiceTier.STANDARD && asked.isPresent() && asked.get() == tier;
    }

    /** A suffix of the model's name counts only where the request says nothing that is more exact. */
    private boolean isOpen(Set<Variant> variants, Variant one) {
        return variants.contains(one) && asked.isEmpty() && wishes.order().isEmpty();
    }

    /** By its own tag: the vendor's name alone does not mean its other tiers. */
    private boolean isNamed(Endpoint endpoint) {
        return isNamed(endpoint, wishes.order()) || isNamed(endpoint, wishes.only());
    }

    private boolean isNamed(Endpoint endpoint, List<String> names) {
        for (String name : names) {
            if (name.indexOf('/') >= 0 && catalog.isNamed(endpoint, name)) {
                return true;
            }
        }
        return false;
    }
}
