package dev.interline.routing;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.Model;
import dev.interline.catalog.Resolution;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The models that a request asks for, in the order in which they are to be tried: those that it names, and what routers pick. */
final class Shortlist {
    private final Routers routers;

    Shortlist(Routers routers) {
        this.routers = routers;
    }

    /** What came of it. */
    sealed interface Outcome {
        /**
         * At least one model.
         *
         * @param pick what a router chose, if the request left the model to one
         */
        record Listed(List<Resolution.Found> models, Optional<Pick> pick) implements Outcome {}

        /** A name means no model, or one that this request cannot be for. */
        record Refused(Problem problem) implements Outcome {}
    }

    Outcome of(Catalog catalog, Exchange exchange, Permit permit, Instant begun) {
        Facts facts = exchange.facts();
        List<String> wanted = wanted(facts);
        if (wanted.isEmpty()) {
            return new Outcome.Refused(Problem.invalid("model: no model was named; send \"model\" or \"models\""));
        }
        var models = new ArrayList<Resolution.Found>(wanted.size());
        Optional<Pick> pick = Optional.empty();
        for (String name : wanted) {
            switch (catalog.resolve(name)) {
                case Resolution.Found found -> {
                    Optional<Problem> wrong = WrongEndpoint.of(found.model(), facts.operation())
                            .or(() -> UnservedVariants.of(name, found, facts));
                    if (wrong.isPresent()) {
                        return new Outcome.Refused(wrong.get());
                    }
                    Optional<RouterModel> router = router(catalog, found.model());
                    if (router.isEmpty()) {
                        add(found, models);
                        continue;
                    }
                    var errand = new Errand(name, found.variants(), catalog, exchange, permit, begun);
                    switch (routers.choose(router.get(), errand)) {
                        case Routers.Outcome.Refused(Problem problem) -> {
                            return new Outcome.Refused(problem);
                        }
                        case Routers.Outcome.Picked(List<Model> picked, Pick why) -> {
                            picked.forEach(model -> add(new Resolution.Found(model, found.variants()), models));
                            pick = pick.isPresent() ? pick : Optional.of(why);
                        }
                    }
                }
                case Resolution.Ambiguous(List<String> matches) -> {
                    return new Outcome.Refused(Refusals.ambiguous(name, matches));
                }
                case Resolution.Unknown(List<String> near) -> {
                    return new Outcome.Refused(Refusals.unknown(name, near));
                }
            }
        }
        return new Outcome.Listed(models, pick);
    }

    /** The models that a request names, the first of them first. */
    static List<String> wanted(Facts facts) {
        if (facts.model().isEmpty() || facts.models().isEmpty()) {
            return facts.model().isEmpty() ? facts.models() : List.of(facts.model());
        }
        var all = new ArrayList<String>();
        all.add(facts.model());
        all.addAll(facts.models());
        return all;
    }

    /** What a router picked may be among what else is named; nothing is tried twice. */
    private static void add(Resolution.Found more, List<Resolution.Found> to) {
        for (Resolution.Found known : to) {
            if (known.model().equals(more.model())) {
                return;
            }
        }
        to.add(more);
    }

    /** What chooses for this model, unless somebody real serves a router that this gateway does not have. */
    private static Optional<RouterModel> router(Catalog catalog, Model model) {
        return RouterModel.of(model).filter(router -> !Set.of(RouterModel.FUSION, RouterModel.BODYBUILDER)
                .contains(router) || catalog.endpointsOf(model).stream()
                        .noneMatch(endpoint -> endpoint.servable() && !endpoint.upstream().standIn()));
    }
}
