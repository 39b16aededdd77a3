package dev.interline.routing;

import dev.interline.exchange.Preferences;
import dev.interline.health.Percentiles;
import dev.interline.health.Vitals;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How fast endpoints should be (OpenRouter: {@code preferred_min_throughput}, {@code preferred_max_latency}), over the last 5
 * minutes. All that are given must hold; of what nobody measured it is believed.
 */
final class Cutoffs {
    private final Map<String, BigDecimal> throughput;
    private final Map<String, BigDecimal> latency;

    Cutoffs(Preferences wishes) {
        throughput = wishes.preferredMinThroughput();
        latency = wishes.preferredMaxLatency();
    }

    boolean areMetBy(Vitals vitals) {
        if (throughput.isEmpty() && latency.isEmpty()) {
            return true;
        }
        for (Map.Entry<String, BigDecimal> least : throughput.entrySet()) {
            if (value(vitals.recent().throughput(), least.getKey()) < least.getValue().doubleValue()) {
                return false;
            }
        }
        for (Map.Entry<String, BigDecimal> most : latency.entrySet()) {
            if (value(vitals.recent().latency(), most.getKey()) > most.getValue().doubleValue()) {
                return false;
            }
        }
        return true;
    }

    private static double value(Percentiles measured, String percentile) {
        return switch (percentile) {
            case "p75" -> measured.p75();
            case "p90" -> measured.p90();
            case "p99" -> measured.p99();
            default -> measured.p50();
        };
    }
}
