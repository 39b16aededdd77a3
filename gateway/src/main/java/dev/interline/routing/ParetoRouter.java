package dev.interline.routing;

import static java.util.Comparator.comparingDouble;

import dev.interline.catalog.Variant;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Plugins;
import dev.interline.exchange.Problem;
import dev.interline.routing.auto.Skill;
import dev.interline.routing.auto.Strengths;
import dev.interline.routing.auto.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** {@code openrouter/pareto-code}: the cheapest model that is good enough at code, or the best below a price. */
final class ParetoRouter {
    private static final int MOST = 3;
    private static final double HIGH = 66;
    private static final double MEDIUM = 33;
    private static final double LOW = 15;
    private static final double MILLION = 1e6;

    private final Strengths strengths;

    ParetoRouter(Strengths strengths) {
        this.strengths = strengths;
    }

    /** @param speed tokens a second of a model's fastest endpoint; not a number where nobody knows */
    Routers.Outcome choose(Errand errand, ToDoubleFunction<Pool.Option> speed, String kept) {
        var pool = new Pool(errand);
        List<Pool.Option> known = pool.of(strengths.models(), _ -> true);
        List<Pool.Option> able = Pool.prefer(known.isEmpty() ? pool.all(_ -> true) : known, pool::fits);
        if (able.isEmpty()) {
            return new Routers.Outcome.Refused(
                    Unmatched.of(errand, RouterModel.PARETO_CODE, pool, Plugins.NONE.auto()));
        }
        Plugins.Pareto options = errand.facts().plugins().pareto();
        if (options.maxPrice().isPresent()) {
            double cap = options.maxPrice().get().doubleValue() / MILLION;
            List<Pool.Option> within = able.stream().filter(one -> pool.promptPrice(one) <= cap).toList();
            if (within.isEmpty()) {
                return new Routers.Outcome.Refused(tooDear(options));
            }
            return picked(frontier(within, pool), within, "max_price " + options.maxPrice().get().toPlainString(),
                    "the best at code of " + within.size() + " below the price", kept);
        }
        double wanted = options.minScore().map(score -> score.doubleValue() * 100).orElse(HIGH);
        String tier = wanted >= HIGH ? "high" : wanted >= MEDIUM ? "medium" : "low";
        double floor = wanted >= HIGH ? HIGH : wanted >= MEDIUM ? MEDIUM : LOW;
        List<Pool.Option> good = able.stream().filter(one -> score(one) >= floor).toList();
        if (good.isEmpty()) {
            List<Pool.Option> best = able.stream().sorted(comparingDouble(this::score).reversed()).toList();
            return picked(best, able, tier, "no model of this tier may serve: the best at code that may", kept);
        }
        boolean fast = errand.variants().contains(Variant.NITRO);
        Comparator<Pool.Option> cheapest = comparingDouble(one -> pool.cost(one, Task.CODE.output()));
        Comparator<Pool.Option> fastest = comparingDouble(one -> unknownLast(-speed.applyAsDouble(one)));
        List<Pool.Option> sorted = good.stream().sorted(fast ? fastest.thenComparing(cheapest) : cheapest).toList();
        return picked(sorted, good, tier, (fast ? "the fastest of " : "the cheapest of ") + good.size()
                + " that are good enough at code", kept);
    }

    private double score(Pool.Option option) {
        return strengths.of(option.id(), Skill.CODE).orElse(0);
    }

    private static double unknownLast(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /** First what nothing cheaper beats, from the best down, then the rest. */
    private List<Pool.Option> frontier(List<Pool.Option> options, Pool pool) {
        List<Pool.Option> cheapestFirst = options.stream()
                .sorted(comparingDouble(pool::promptPrice).thenComparing(comparingDouble(this::score).reversed()))
                .toList();
        var frontier = new ArrayList<Pool.Option>();
        var rest = new ArrayList<Pool.Option>();
        double best = -1;
        for (Pool.Option option : cheapestFirst) {
            if (score(option) > best) {
                best = score(option);
                frontier.addFirst(option);
            } else {
                rest.add(option);
            }
        }
        rest.sort(comparingDouble(this::score).reversed());
        frontier.addAll(rest);
        return frontier;
    }

    private static Routers.Outcome picked(List<Pool.Option> sorted, List<Pool.Option> able, String tier, String reason,
            String kept) {
        var chosen = new ArrayList<>(sorted.stream().limit(MOST).toList());
        boolean stays = Routers.toTheFront(kept, able, chosen);
        return new Routers.Outcome.Picked(chosen.stream().map(Pool.Option::model).toList(),
                new Pick(RouterModel.PARETO_CODE.id(), Task.CODE.text(), tier, chosen.getFirst().id(),
                        stays ? "it answered this conversation before" : reason));
    }

    private static Problem tooDear(Plugins.Pareto options) {
        return Problem.of(ErrorType.NOT_FOUND,
                "No models match your request and model restrictions: no usable model for "
                        + "code takes a million prompt tokens for $" + options.maxPrice().orElseThrow().toPlainString()
                        + " or less (pareto-router, max_price)");
    }
}
