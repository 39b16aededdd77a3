package dev.interline.routing;

import static dev.interline.catalog.PriceKey.COMPLETION;
import static dev.interline.catalog.PriceKey.PROMPT;

import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.Pricing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The models that could serve one request of one caller now, for a router to choose from. */
final class Pool {
    /** What a token of text comes to in bytes, roughly. */
    private static final int BYTES_PER_TOKEN = 4;

    private final Errand errand;
    private final List<Filter> filters;
    private final OwnAccounts own;

    /** A model, and those of its endpoints that may serve. */
    record Option(Model model, List<Endpoint> endpoints) {
        String id() {
            return model.id();
        }

        private boolean isReal() {
            return endpoints.stream().anyMatch(endpoint -> !endpoint.upstream().standIn());
        }
    }

    Pool(Errand errand) {
        this.errand = errand;
        this.filters = Filter.of(errand.facts(), errand.catalog(), errand.permit(), errand.begun());
        this.own = new OwnAccounts(errand.permit().own());
    }

    List<Filter> filters() {
        return filters;
    }

    /** Those of these ids. */
    List<Option> of(Collection<String> ids, Predicate<String> wanted) {
        var options = new ArrayList<Option>();
        for (String id : ids) {
            if (wanted.test(id)) {
                errand.catalog().model(id).ifPresent(model -> add(model, options));
            }
        }
        return realOnes(options);
    }

    /** All models that answer by themselves. */
    List<Option> all(Predicate<String> wanted) {
        var options = new ArrayList<Option>();
        for (Model model : errand.catalog().models()) {
            if (model.aliasTarget().isEmpty() && model.writesText() && RouterModel.of(model).isEmpty()
                    && wanted.test(model.id())) {
                add(model, options);
            }
        }
        return realOnes(options);
    }

    private void add(Model model, List<Option> to) {
        List<Endpoint> allowed = new ArrayList<>();
        for (Endpoint endpoint : errand.catalog().endpointsOf(model)) {
            if (own.serve(endpoint) && Filter.meetsAll(endpoint, filters)) {
                allowed.add(endpoint);
            }
        }
        if (!allowed.isEmpty()) {
            to.add(new Option(model, allowed));
        }
    }

    /** What only a stand-in serves is no choice while there is anything else. */
    private static List<Option> realOnes(List<Option> options) {
        return prefer(options, Option::isReal);
    }

    /** Those that are so, or all if none is. */
    static List<Option> prefer(List<Option> options, Predicate<Option> wish) {
        List<Option> left = options.stream().filter(wish).toList();
        return left.isEmpty() ? options : left;
    }

    /** Whether prompt and answer fit into the model, as far as is known. */
    boolean fits(Option option) {
        long tokens = promptTokens() + errand.facts().maxTokens().orElse(0);
        return option.endpoints().stream()
                .anyMatch(endpoint -> endpoint.contextLength() == 0 || tokens <= endpoint.contextLength());
    }

    private long promptTokens() {
        var prompt = errand.facts().prompt();
        return ((long) prompt.bytes() - prompt.imageBytes()) / BYTES_PER_TOKEN + 1;
    }

    /** What an answer of so many tokens would cost at the model's cheapest endpoint, in dollars; infinite if nobody knows. */
    double cost(Option option, int output) {
        double least = Double.POSITIVE_INFINITY;
        for (Endpoint endpoint : option.endpoints()) {
            Pricing pricing = endpoint.pricing().at(errand.begun());
            if (pricing.isKnown()) {
                least = Math.min(least, pricing.price(PROMPT).doubleValue() * promptTokens()
                        + pricing.price(COMPLETION).doubleValue() * output);
            }
        }
        return least;
    }

    /** Dollars for a prompt token at the model's cheapest endpoint; infinite if nobody knows. */
    double promptPrice(Option option) {
        return option.endpoints().stream().map(endpoint -> endpoint.pricing().at(errand.begun()))
                .filter(Pricing::isKnown).mapToDouble(pricing -> pricing.price(PROMPT).doubleValue()).min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Whether every endpoint that may serve costs nothing. */
    boolean isFree(Option option) {
        return option.endpoints().stream().allMatch(endpoint -> endpoint.pricing().at(errand.begun()).isFree());
    }
}
