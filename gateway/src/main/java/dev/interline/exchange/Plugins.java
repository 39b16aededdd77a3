package dev.interline.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the request's {@code plugins} say (OpenRouter: plugins), of those that are not switched off.
 *
 * @param auto of {@code auto-router}: how {@code openrouter/auto} picks
 * @param autoBeta of {@code auto-beta-router}: how {@code openrouter/auto-beta} picks
 * @param pareto of {@code pareto-router}: how {@code openrouter/pareto-code} picks
 * @param others ids of plugins that change requests or answers, which an upstream would have to do, in order
 */
public record Plugins(Auto auto, Auto autoBeta, Pareto pareto, List<String> others) {
    /** What holds when the request says nothing. */
    public static final Plugins NONE = new Plugins(Auto.USUAL, Auto.USUAL, Pareto.USUAL, List.of());

    public Plugins {
        others = List.copyOf(others);
    }

    /**
     * How a model is picked by what a prompt asks for.
     *
     * @param allowed patterns of the ids of the only models; empty: any
     * @param excluded patterns of ids of models that are not to be picked, allowed or not
     * @param tier {@code low}, {@code medium}, {@code high}, {@code xhigh} or {@code max}: a fifth of the prices
     * @param tradeoff from 0, quality, to 10, price; the tier wins over it
     * @param pinned whether the model that wrote the last answer of the conversation is to go on
     */
    public record Auto(List<String> allowed, List<String> excluded, Optional<String> tier, OptionalInt tradeoff,
            boolean pinned) {
        static final Auto USUAL = new Auto(List.of(), List.of(), Optional.empty(), OptionalInt.empty(), false);

        public Auto {
            allowed = List.copyOf(allowed);
            excluded = List.copyOf(excluded);
        }
    }

    /**
     * How a model for code is picked.
     *
     * @param minScore from 0 to 1
     * @param maxPrice dollars for a million prompt tokens; with it the score does not count
     */
    public record Pareto(Optional<BigDecimal> minScore, Optional<BigDecimal> maxPrice) {
        static final Pareto USUAL = new Pareto(Optional.empty(), Optional.empty());
    }
}
