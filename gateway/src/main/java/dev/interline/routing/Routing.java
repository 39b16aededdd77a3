package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.Availability;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * From a request's facts to the endpoints that may serve it: models are resolved, endpoints that may not serve are
 * filtered out, the rest is ranked, model by model unless a request wants otherwise (OpenRouter: provider selection, model
 * fallbacks).
 */
public final class Routing {
    private static final int SUGGESTIONS = 3;
    /** Room for the endpoints of most models. */
    private static final int INITIAL = 4;

    private final Ranker ranker;
    private final Sessions sessions;

    /**
     * @param ranker the order among endpoints
     * @param sessions where conversations were served before
     */
    public Routing(Ranker ranker, Sessions sessions) {
        this.ranker = ranker;
        this.sessions = sessions;
    }

    /**
     * The endpoints for a request, or why there are none.
     *
     * @param begun when the request was, which prices may depend on
     */
    public Ranking route(Catalog catalog, Facts facts, Permit permit, Instant begun) {
        List<String> wanted = wanted(facts);
        if (wanted.isEmpty()) {
            return new Ranking.Unroutable(Problem.invalid("model: no model was named; send \"model\" or \"models\""));
        }
        var models = new ArrayList<Model>(wanted.size());
        var sorts = new ArrayList<Sort>(wanted.size());
        for (String name : wanted) {
            switch (catalog.resolve(name)) {
                case Resolution.Found found -> {
                    Optional<Problem> wrong = WrongEndpoint.of(found.model(), facts.operation());
                    if (wrong.isPresent()) {
                        return new Ranking.Unroutable(wrong.get());
                    }
                    models.add(found.model());
                    sorts.add(Sort.of(facts.preferences(), found.variants()));
                }
                case Resolution.Ambiguous(List<String> matches) -> {
                    return new Ranking.Unroutable(ambiguous(name, matches));
                }
                case Resolution.Unknown(List<String> near) -> {
                    return new Ranking.Unroutable(unknown(name, near));
                }
            }
        }
        return rank(models, sorts, permit, new Question(facts, sorts.getFirst(), catalog, "", begun));
    }

    private static List<String> wanted(Facts facts) {
        if (facts.model().isEmpty() || facts.models().isEmpty()) {
            return facts.model().isEmpty() ? facts.models() : List.of(facts.model());
        }
        var all = new ArrayList<String>();
        all.add(facts.model());
        all.addAll(facts.models());
        return all;
    }

    private Ranking rank(List<Model> models, List<Sort> sorts, Permit permit, Question first) {
        Facts facts = first.facts();
        Catalog catalog = first.catalog();
        List<Filter> filters = Filter.of(facts, catalog, permit, first.begun());
        var own = new OwnAccounts(permit.own());
        boolean onlyTheTop = !facts.preferences().allowFallbacks() && facts.preferences().order().isEmpty();
        var candidates = new ArrayList<Candidate>(INITIAL);
        boolean together = models.size() > 1 && facts.preferences().sortAcrossModels() && first.sort() != Sort.DEFAULT;
        for (int i = 0; i < (together ? 1 : models.size()); i++) {
            List<Endpoint> allowed = together ? allowed(models, catalog, filters, own)
                    : allowed(catalog.endpointsOf(models.get(i)), filters, own);
            Question question = first.with(sorts.get(i), kept(permit, models.get(i), facts));
            List<Choice> ranked = ranker.rank(allowed, question);
            List<Choice> forOwn = permit.own().isEmpty() ? ranked : ranker.rankForOwn(allowed, question);
            if (onlyTheTop) {
                var all = new ArrayList<Candidate>(INITIAL);
                own.add(ranked, forOwn, all);
                candidates.addAll(OwnAccounts.ofTheTop(all));
            } else {
                own.add(ranked, forOwn, candidates);
            }
        }
        return candidates.isEmpty()
                ? new Ranking.Unroutable(nothingLeft(catalog, facts.operation(), models, filters, permit))
                : new Ranking.Ranked(candidates);
    }

    private String kept(Permit permit, Model model, Facts facts) {
        return permit.account().isEmpty() || facts.sessionId().isEmpty() ? ""
                : sessions.tag(permit.account(), model.id(), facts.sessionId().get()).orElse("");
    }

    /** Those of all models, for a request that does not mind which of them answers (OpenRouter: {@code partition: none}). */
    private static List<Endpoint> allowed(List<Model> models, Catalog catalog, List<Filter> filters, OwnAccounts own) {
        var allowed = new ArrayList<Endpoint>();
        for (Model model : models) {
            allowed.addAll(allowed(catalog.endpointsOf(model), filters, own));
        }
        return allowed;
    }

    private static List<Endpoint> allowed(List<Endpoint> endpoints, List<Filter> filters, OwnAccounts own) {
        var allowed = new ArrayList<Endpoint>(endpoints.size());
        for (Endpoint endpoint : endpoints) {
            if (own.serve(endpoint) && Filter.meetsAll(endpoint, filters)) {
                allowed.add(endpoint);
            }
        }
        return allowed;
    }

    private static Problem ambiguous(String name, List<String> matches) {
        return Problem.invalid("model: " + name + " is the name of several models: " + String.join(", ", matches)
                + "; name one of them in full")
                .withAvailability(availability("model_not_found", List.of(name), matches));
    }

    private static Problem unknown(String name, List<String> near) {
        String hint = near.isEmpty() ? "" : ". Did you mean " + String.join(", ", near) + "?";
        return Problem.invalid(name + " is not a valid model ID" + hint)
                .withAvailability(availability("model_not_found", List.of(name), near));
    }

    private static Availability availability(String code, List<String> requested, List<String> instead) {
        return new Availability(code, false, requested, List.of(), Optional.empty(), instead);
    }

    private static Problem nothingLeft(Catalog catalog, Operation operation, List<Model> models,
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
        List<Filter> told = atFault.isEmpty() ? filters : atFault;
        Filter first = told.getFirst();
        String detail = "none of its " + servable.size() + " usable endpoints "
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
