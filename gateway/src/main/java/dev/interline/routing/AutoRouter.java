package dev.interline.routing;

import dev.interline.exchange.Plugins;
import dev.interline.routing.auto.Band;
import dev.interline.routing.auto.Classifier;
import dev.interline.routing.auto.Judgment;
import dev.interline.routing.auto.Strengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * {@code openrouter/auto}: of the models that are good at what the prompt asks for, those of a range of prices, the best
 * first. What nobody has rated is picked only if nothing else may serve.
 */
final class AutoRouter {
    /** How many models are tried at most. */
    private static final int MOST = 5;

    private final Classifier classifier;
    private final Strengths strengths;

    AutoRouter(Classifier classifier, Strengths strengths) {
        this.classifier = classifier;
        this.strengths = strengths;
    }

    /** A model with all that its place depends on. */
    private record Rated(Pool.Option option, double strength, double cost, double distance) {
        Rated at(double percentile, Band band) {
            return new Rated(option, strength, cost, band.distance(percentile));
        }
    }

    Routers.Outcome choose(Errand errand, RouterModel router, Plugins.Auto options, String kept) {
        var pool = new Pool(errand);
        Predicate<String> wanted = Patterns.of(options);
        List<Pool.Option> known = pool.of(strengths.models(), wanted);
        List<Pool.Option> able = Pool.prefer(known.isEmpty() ? pool.all(wanted) : known, pool::fits);
        if (able.isEmpty()) {
            return new Routers.Outcome.Refused(Unmatched.of(errand, router, pool, options));
        }
        Judgment judgment = classifier.judge(errand.asked());
        Band band = Band.of(options.tier(), options.tradeoff());
        List<Rated> rated = new ArrayList<>();
        for (Pool.Option option : able) {
            rated.add(new Rated(option, strengths.of(option.id(), judgment),
                    pool.cost(option, judgment.task().output()), 0));
        }
        List<Rated> good = good(rated);
        List<Rated> inOrder = placed(good, band);
        long inBand = inOrder.stream().filter(one -> one.distance() == 0).count();
        List<Pool.Option> chosen = new ArrayList<>(inOrder.stream().limit(MOST).map(Rated::option).toList());
        boolean stays = Routers.toTheFront(kept, able, chosen);
        String reason = stays ? "it answered this conversation before"
                : String.format(Locale.ROOT,
                        "%s (%.2f): strength %.0f, the best of %d in the price band \"%s\" among %d "
                                + "that would do",
                        judgment.task().text(), judgment.score(), inOrder.getFirst().strength(),
                        inBand, band.name(), good.size());
        return new Routers.Outcome.Picked(chosen.stream().map(Pool.Option::model).toList(), new Pick(router.id(),
                judgment.task().text(), band.name(), chosen.getFirst().id(), reason));
    }

    private static List<Rated> good(List<Rated> rated) {
        List<Rated> good = rated.stream().filter(one -> one.strength() >= Strengths.GOOD).toList();
        return good.isEmpty() ? rated : good;
    }

    /** Those in the band, the best first; then what is nearest to it. */
    private static List<Rated> placed(List<Rated> rated, Band band) {
        double[] costs = rated.stream().mapToDouble(Rated::cost).sorted().toArray();
        var placed = new ArrayList<Rated>(rated.size());
        for (Rated one : rated) {
            int cheaper = 0;
            while (costs[cheaper] < one.cost()) {
                cheaper++;
            }
            placed.add(one.at(100.0 * cheaper / costs.length, band));
        }
        placed.sort(Comparator.comparingDouble(Rated::distance).thenComparing(
                Comparator.comparingDouble(Rated::strength).reversed()).thenComparingDouble(Rated::cost));
        return placed;
    }
}
