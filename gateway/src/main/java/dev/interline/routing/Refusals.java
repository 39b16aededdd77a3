package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.exchange.Availability;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Why a request has no endpoint (OpenRouter: {@code availability}). */
final class Refusals {
    private static final int SUGGESTIONS = 3;

    private Refusals() {}

    /** A bare name that several authors have. */
    static Problem ambiguous(String name, List<String> matches) {
        return Problem.invalid("model: " + name + " is the name of several models: " + String.join(", ", matches)
                + "; name one of them in full")
                .withAvailability(availability("model_not_found", List.of(name), matches));
    }

    /** A name of nothing. */
    static Problem unknown(String name, List<String> near) {
        String hint = near.isEmpty() ? "" : ". Did you mean " + String.join(", ", near) + "?";
        return Problem.invalid(name + " is not a valid model ID" + hint)
                .withAvailability(availability("model_not_found", List.of(name), near));
    }

    private static Availability availability(String code, List<String> requested, List<String> instead) {
        return new Availability(code, false, requested, List.of(), Optional.empty(), instead);
    }

    /** No endpoint is left: names the filters at fault, and models that would meet them. */
    static Problem nothingLeft(Catalog catalog, Operation operation, List<Model> models,
            List<Filter> filters, Permit permit) {
        var own = new OwnAccounts(permit.own());
        Predicate<Endpoint> serving = permit.serving(catalog);
        List<String> requested = models.stream().map(Model::id).toList();
        List<Endpoint> all = models.stream().flatMap(model -> catalog.endpointsOf(model).stream()).toList();
        List<Endpoint> servable = all.stream().filter(own::serve).toList();
        List<String> others = catalog.models()
                .stream()
                .filter(model -> does(model, operation) && !requested.contains(model.id()))
                .filter(model -> catalog.endpointsOf(model).stream()
                        .anyMatch(endpoint -> serving.test(endpoint) && Filter.meetsAll(endpoint, filters)))
                .limit(SUGGESTIONS)
                .map(Model::id)
                .toList();
        String names = String.join(", ", requested);
        if (servable.isEmpty()) {
            return Problem.of(ErrorType.NOT_FOUND, "No endpoints found for " + names + ": " + unconfigured(all))
                    .withAvailability(availability("no_endpoints", requested, others));
        }
        List<Filter> atFault = filters.stream()
                .filter(filter -> servable.stream().noneMatch(filter.test()))
                .toList();
        // Each of them has somebody who meets it, or nothing was asked for: then it was the tier.
        List<Filter> told = !atFault.isEmpty() ? atFault : filters.isEmpty() ? List.of(Filter.ORDINARY_TIER) : filters;
        Filter first = told.getFirst();
        if (first.name().equals(Filter.PLUGIN)) {
            return Problem
                    .invalid("plugins: " + first.lack() + "; leave it out, or ask a model that the gateway has at "
                            + "OpenRouter")
                    .with("param", "plugins")
                    .withAvailability(new Availability("constraint_filtered", false, requested, List.of(first.name()),
                            Optional.of(new Availability.Constraint(first.field(), first.lack())), others));
        }
        String detail = (servable.size() == 1 ? "its only usable endpoint is not one that "
                : "none of its " + servable.size() + " usable endpoints ")
                + told.stream().map(Filter::lack).distinct().collect(Collectors.joining(" and "));
        return Problem.of(ErrorType.NOT_FOUND, "No endpoints found for " + names + ": " + detail + instead(others))
                .withAvailability(new Availability("constraint_filtered", false, requested,
                        told.stream().map(Filter::name).distinct().toList(),
                        Optional.of(new Availability.Constraint(first.field(), detail)), others));
    }

    private static String instead(List<String> others) {
        return others.isEmpty() ? "" : "; these do: " + String.join(", ", others);
    }

    private static boolean does(Model model, Operation operation) {
        return operation == Operation.EMBED ? model.embeds() : model.writesText();
    }

    private static String unconfigured(List<Endpoint> endpoints) {
        var variables = new LinkedHashSet<String>();
        endpoints.forEach(endpoint -> endpoint.upstream().environment().stream().findFirst().ifPresent(variables::add));
        return variables.isEmpty() ? "no provider of it is known to this gateway"
                : "none of its providers is configured (set " + String.join(" or ", variables) + ")";
    }
}
