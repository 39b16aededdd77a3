package dev.interline.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request's {@code provider} object (OpenRouter: provider selection). Names are slugs or display names as written.
 *
 * @param order providers to try first, in this order
 * @param only providers to use at all; {@code require} is another name for it; empty means any
 * @param ignore providers not to use
 * @param allowFallbacks whether endpoints beyond the first choice may be tried; default true
 * @param requireParameters whether an endpoint must know every parameter that was sent
 * @param denyDataCollection whether endpoints that store or train are out
 * @param zeroDataRetention whether only endpoints that declare it may serve
 * @param distillable whether only models whose author allows distillation may serve
 * @param quantizations allowed quantizations; empty means any
 * @param sort {@code price}, {@code throughput}, {@code latency} or {@code exacto}
 * @param sortAcrossModels whether endpoints of all models are sorted together ({@code partition: "none"})
 * @param preferredMinThroughput percentile name to tokens a second
 * @param preferredMaxLatency percentile name to seconds
 * @param maxPrice {@code prompt} and {@code completion} in dollars per million tokens, {@code request}, {@code image},
 *        {@code audio} in dollars per unit
 */
public record Preferences(List<String> order, List<String> only, List<String> ignore, boolean allowFallbacks,
        boolean requireParameters, boolean denyDataCollection, boolean zeroDataRetention, boolean distillable,
        List<String> quantizations, Optional<String> sort, boolean sortAcrossModels,
        Map<String, BigDecimal> preferredMinThroughput, Map<String, BigDecimal> preferredMaxLatency,
        Map<String, BigDecimal> maxPrice) {
    /** What holds when the request says nothing. */
    public static final Preferences NONE = new Preferences(List.of(), List.of(), List.of(), true, false, false, false,
            false, List.of(), Optional.empty(), false, Map.of(), Map.of(), Map.of());

    public Preferences {
        order = List.copyOf(order);
        only = List.copyOf(only);
        ignore = List.copyOf(ignore);
        quantizations = List.copyOf(quantizations);
        preferredMinThroughput = Map.copyOf(preferredMinThroughput);
        preferredMaxLatency = Map.copyOf(preferredMaxLatency);
        maxPrice = Map.copyOf(maxPrice);
    }
}
