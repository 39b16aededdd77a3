package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a request to the endpoints that may serve it: models are resolved or picked, endpoints that may not serve are
 * filtered out, the rest is ranked, model by model unless a request wants otherwise (OpenRouter: provider selection, model
 * fallbacks).
 */
public final class Routing {
    /** Room for the endpoints of most models. */
    private static final int INITIAL = 4;

    private final Ranker ranker;
    private final Ranker rankerForOwn;
    private final Sessions sessions;
    private final Shortlist shortlist;

    /**
     * @param ranker the order among endpoints
     * @param sessions where conversations were served before
     */
    public Routing(Ranker ranker, Sessions sessions) {
        this.ranker = ranker;
        this.rankerForOwn = ranker.forOwn();
        this.sessions = sessions;
        this.shortlist = new Shortlist(new Routers(ranker, sessions));
    }

    /**
     * The endpoints for a request, or why there are none.
     *
     * @param begun when the request was, which prices may depend on
     */
    public Ranking route(Catalog catalog, Exchange exchange, Permit permit, Instant begun) {
        return ranking(shortlist.of(catalog, exchange, permit, begun), catalog, exchange, permit, begun);
    }

    /** A decision, and why it is as it is. */
    public record Explained(Ranking ranking, Explanation explanation) {}

    /** The same as {@link #route} for who wants to know why; costs some times as much. */
    public Explained explained(Catalog catalog, Exchange exchange, Permit permit, Instant begun) {
        long from = System.nanoTime();
        Shortlist.Outcome shortlisted = shortlist.of(catalog, exchange, permit, begun);
        Ranking ranking = ranking(shortlisted, catalog, exchange, permit, begun);
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        List<Candidate> candidates = ranking instanceof Ranking.Ranked ranked ? ranked.candidates() : List.of();
        List<Resolution.Found> models = List.of();
        Optional<Pick> pick = Optional.empty();
        if (shortlisted instanceof Shortlist.Outcome.Listed listed) {
            models = listed.models();
            pick = listed.pick();
        }
        List<String> wanted = Shortlist.wanted(exchange.facts());
        List<Filter> filters = Filter.of(exchange.facts(), catalog, permit, begun);
        return new Explained(ranking, new Explanation(wanted.isEmpty() ? "" : wanted.getFirst(),
                wanted.isEmpty() ? "direct" : Strategy.of(exchange.facts(), wanted, catalog), candidates,
                new Exclusions(candidates, filters, catalog, exchange, permit).of(models, catalog), pick, begun,
                took));
    }

    private Ranking ranking(Shortlist.Outcome shortlisted, Catalog catalog, Exchange exchange, Permit permit,
            Instant begun) {
        return switch (shortlisted) {
            case Shortlist.Outcome.Refused(Problem problem) -> new Ranking.Unroutable(problem);
            case Shortlist.Outcome.Listed(List<Resolution.Found> models, Optional<Pick> pick) -> {
                List<Filter> filters = Filter.of(exchange.facts(), catalog, permit, begun);
                List<Candidate> candidates = candidates(models, filters, catalog, exchange, permit, begun);
                yield candidates.isEmpty()
                        ? new Ranking.Unroutable(Refusals.nothingLeft(catalog, exchange.facts().operation(),
                                models.stream().map(Resolution.Found::model).toList(), filters, permit))
                        : new Ranking.Ranked(candidates, pick);
            }
        };
    }

    private List<Candidate> candidates(List<Resolution.Found> models, List<Filter> filters, Catalog catalog,
            Exchange exchange, Permit permit, Instant begun) {
        Facts facts = exchange.facts();
        var own = new OwnAccounts(permit.own());
        Sort sort = Sort.of(facts.preferences(), models.getFirst().variants());
        var first = new Question(facts, sort, catalog, Kept.NOWHERE, begun);
        boolean onlyTheTop = !facts.preferences().allowFallbacks() && facts.preferences().order().isEmpty();
        boolean together = models.size() > 1 && facts.preferences().sortAcrossModels() && sort != Sort.DEFAULT;
        var candidates = new ArrayList<Candidate>(INITIAL);
        for (Resolution.Found found : together ? models.subList(0, 1) : models) {
            List<Endpoint> allowed = together ? allowed(models, catalog, filters, own)
                    : allowed(catalog.endpointsOf(found.model()), filters, own);
            Kept kept = allowed.size() < 2 ? Kept.NOWHERE : kept(permit, found.model(), exchange);
            Question question = first.with(Sort.of(facts.preferences(), found.variants()), kept);
            List<Choice> ranked = rank(allowed, found, question, exchange, ranker);
            List<Choice> forOwn = permit.own().isEmpty() ? ranked
                    : rank(allowed, found, question, exchange, rankerForOwn);
            if (onlyTheTop) {
                var all = new ArrayList<Candidate>(INITIAL);
                own.add(ranked, forOwn, all);
                candidates.addAll(OwnAccounts.ofTheTop(all));
            } else {
                own.add(ranked, forOwn, candidates);
            }
        }
        return candidates;
    }

    private static List<Choice> rank(List<Endpoint> allowed, Resolution.Found found, Question question,
            Exchange exchange, Ranker ranker) {
        return question.catalog().isTiered()
                ? Tiers.of(question.catalog(), exchange).rank(allowed, found.variants(), question, ranker)
                : ranker.rank(allowed, question);
    }

    private Kept kept(Permit permit, Model model, Exchange exchange) {
        return permit.account().isEmpty() || !exchange.conversation().isThere() ? Kept.NOWHERE
                : sessions.kept(permit.account(), model.id(), exchange.conversation());
    }

    /** Those of all models, for a request that does not mind which of them answers (OpenRouter: {@code partition: none}). */
    private static List<Endpoint> allowed(List<Resolution.Found> models, Catalog catalog, List<Filter> filters,
            OwnAccounts own) {
        var allowed = new ArrayList<Endpoint>();
        for (Resolution.Found found : models) {
            allowed.addAll(allowed(catalog.endpointsOf(found.model()), filters, own));
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
}
