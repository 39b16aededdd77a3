package dev.interline.routing;

import dev.interline.health.Counts;
import dev.interline.health.Vitals;
import dev.interline.health.Vitals.Grade;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Classes of quality (OpenRouter: exacto): good, not enough known, put behind. An endpoint is put behind whose uptime is below
 * 95%, whose throughput is far below that of the others, or whose tool calls could far more often not have been run than those of
 * the others. Far is one and a half deviations from the median, two for tool calls, where four endpoints are measured.
 * Benchmarks are not measured.
 */
final class Quality {
    private static final double GOOD = 0;
    private static final double UNKNOWN = 1;
    private static final double BEHIND = 2;

    private static final int ENOUGH = 4;
    private static final double SLOWER = 1.5;
    private static final double WORSE = 2;
    /** Answers with tool calls that say something. */
    private static final long CALLS = 200;
    /** Where all others are perfect, so many broken calls of a hundred are still no reason. */
    private static final double TOLERATED = 2;
    /** What makes a median of deviations comparable with a standard deviation. */
    private static final double NORMAL = 1.4826;

    private final double slowest;
    private final double worst;

    private Quality(Vitals[] vitals) {
        slowest = median(vitals, one -> one.lately().throughput().p50(), -SLOWER, 0);
        worst = Math.max(TOLERATED, median(vitals, Quality::brokenCalls, WORSE, Double.POSITIVE_INFINITY));
    }

    /** Writes the class of each endpoint, the best being the lowest. */
    static void of(Vitals[] vitals, double[] classes) {
        var quality = new Quality(vitals);
        for (int i = 0; i < vitals.length; i++) {
            Grade grade = vitals[i].grade();
            classes[i] = grade == Grade.UNKNOWN ? UNKNOWN
                    : grade == Grade.NORMAL && !quality.isFarFromTheOthers(vitals[i]) ? GOOD : BEHIND;
        }
    }

    /** Which of them requests with tools are kept from (OpenRouter: auto exacto). */
    static boolean[] behindForTools(Vitals[] vitals) {
        var behind = new boolean[vitals.length];
        var quality = new Quality(vitals);
        for (int i = 0; i < vitals.length; i++) {
            Grade grade = vitals[i].grade();
            behind[i] = grade == Grade.DEGRADED || grade == Grade.DOWN || quality.isFarFromTheOthers(vitals[i]);
        }
        return behind;
    }

    private boolean isFarFromTheOthers(Vitals one) {
        return one.lately().throughput().p50() < slowest || brokenCalls(one) > worst;
    }

    /** Of a hundred answers with tool calls, how many no program could have run; NaN where too few are known. */
    private static double brokenCalls(Vitals vitals) {
        Counts calls = vitals.calls();
        return calls.telling() < CALLS ? Double.NaN : 100.0 * calls.failed() / calls.telling();
    }

    /** The median of what is measured, so many deviations from it. */
    private static double median(Vitals[] vitals, ToDoubleFunction<Vitals> measure, double deviations, double unknown) {
        if (vitals.length < ENOUGH) {
            return unknown;
        }
        double[] measured =
                Arrays.stream(vitals).mapToDouble(measure).filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (measured.length < ENOUGH) {
            return unknown;
        }
        double median = median(measured);
        double[] distances = Arrays.stream(measured).map(value -> Math.abs(value - median)).sorted().toArray();
        return median + deviations * NORMAL * median(distances);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
