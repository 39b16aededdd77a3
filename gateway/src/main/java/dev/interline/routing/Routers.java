package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Model;
import dev.interline.exchange.Availability;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Plugins;
import dev.interline.exchange.Problem;
import dev.interline.routing.auto.Classifier;
import dev.interline.routing.auto.Strengths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Chooses the models for requests that name a router (OpenRouter: routers), each in its own way. Safe for all threads. */
final class Routers {
    /** How many free models are tried at most. */
    private static final int MOST_FREE = 8;

    private final Ranker ranker;
    private final Sessions sessions;

    Routers(Ranker ranker, Sessions sessions) {
        this.ranker = ranker;
        this.sessions = sessions;
    }

    /** What came of it. */
    sealed interface Outcome {
        /** The models to try, in this order; at least one. */
        record Picked(List<Model> models, Pick pick) implements Outcome {}

        /** No model may serve, or the router is not one of this gateway. */
        record Refused(Problem problem) implements Outcome {}
    }

    /** Made when the first request names a router; most gateways start without. */
    private static final class Shipped {
        static final Strengths STRENGTHS = Strengths.shipped();
        static final AutoRouter AUTO = new AutoRouter(Classifier.shipped(), STRENGTHS);
        static final ParetoRouter PARETO = new ParetoRouter(STRENGTHS);
    }

    /** Reads what routers know, so that no request waits for it. */
    static void prepare() {
        Shipped.STRENGTHS.models();
    }

    Outcome choose(RouterModel router, Errand errand) {
        Plugins plugins = errand.facts().plugins();
        return switch (router) {
            case AUTO -> Shipped.AUTO.choose(errand, router, plugins.auto(),
                    pinned(errand, plugins).orElseGet(() -> kept(errand)));
            case AUTO_BETA -> Shipped.AUTO.choose(errand, router, plugins.autoBeta(), kept(errand));
            case PARETO_CODE -> Shipped.PARETO.choose(errand, this::speed, kept(errand));
            case FREE -> free(errand);
            case BODYBUILDER ->
                new Outcome.Refused(unsupported(router, "it makes no requests of descriptions; ask a model "
                        + "with response_format, or openrouter/auto"));
            case FUSION ->
                new Outcome.Refused(unsupported(router, "it asks no panel of models; ask several models one by "
                        + "one, or openrouter/auto"));
        };
    }

    /** The model that answered the conversation before, if it is clear that this is one that goes on. */
    private String kept(Errand errand) {
        boolean goesOn = errand.exchange().conversation().named() || errand.facts().prompt().opening().continued();
        return errand.permit().account().isEmpty() || !goesOn ? ""
                : sessions.kept(errand.permit().account(), errand.facts().model(), errand.exchange().conversation())
                        .tag();
    }

    private static Optional<String> pinned(Errand errand, Plugins plugins) {
        return plugins.auto().pinned() ? errand.asked().lastModel() : Optional.empty();
    }

    /** Puts a model first that is among those that are able; tells whether it is there. */
    static boolean toTheFront(String id, List<Pool.Option> able, List<Pool.Option> chosen) {
        if (id.isEmpty()) {
            return false;
        }
        for (Pool.Option option : able) {
            if (option.id().equals(id)) {
                chosen.remove(option);
                chosen.addFirst(option);
                return true;
            }
        }
        return false;
    }

    private Outcome free(Errand errand) {
        var pool = new Pool(errand);
        var free = new ArrayList<>(Pool.prefer(
                pool.all(_ -> true).stream().filter(pool::isFree).toList(), pool::fits));
        if (free.isEmpty()) {
            return new Outcome.Refused(Problem
                    .of(ErrorType.NOT_FOUND, "No free model can serve this request: none that a "
                            + "configured provider offers for nothing has what it needs; openrouter/auto picks among all models")
                    .withAvailability(new Availability("no_endpoints", false, List.of(errand.name()),
                            pool.filters().stream().map(Filter::name).distinct().toList(), Optional.empty(),
                            List.of(RouterModel.AUTO.id()))));
        }
        Collections.shuffle(free, ranker.random());
        List<Model> models = free.stream().limit(MOST_FREE).map(Pool.Option::model).toList();
        return new Outcome.Picked(models, new Pick(RouterModel.FREE.id(), "", "free", models.getFirst().id(),
                "drawn from " + free.size() + " free models that may serve"));
    }

    private double speed(Pool.Option option) {
        Snapshot snapshot = ranker.snapshot();
        double most = Double.NaN;
        for (Endpoint endpoint : option.endpoints()) {
            double speed = snapshot.of(endpoint).throughput();
            most = Double.isNaN(most) || speed > most ? speed : most;
        }
        return most;
    }

    private static Problem unsupported(RouterModel router, String instead) {
        return Problem.of(ErrorType.NOT_FOUND, router.id() + " is not supported by this gateway itself: " + instead
                + ". With an OpenRouter account as one of its providers the gateway hands it on")
                .with("param", "model")
                .withAvailability(new Availability("no_endpoints", false, List.of(router.id()), List.of(),
                        Optional.empty(), List.of(RouterModel.AUTO.id())));
    }
}
