package dev.interline.routing;

import dev.interline.health.Vitals;
import dev.interline.health.Vitals.Grade;
import java.util.Arrays;

/**
 * Classes of quality (OpenRouter: exacto): good, not enough known, put behind. An endpoint is put behind whose uptime is below
 * 95%, or whose throughput is far below that of the others: one and a half deviations under the median, where four are
 * measured. The success of tool calls and benchmarks are not measured yet.
 */
final class Quality {
    private static final double GOOD = 0;
    private static final double UNKNOWN = 1;
    private static final double BEHIND = 2;

    private static final int ENOUGH = 4;
    private static final double DEVIATIONS = 1.5;
    /** What makes a median of deviations comparable with a standard deviation. */
    private static final double NORMAL = 1.4826;

    private Quality() {}

    /** Writes the class of each endpoint, the best being the lowest. */
    static void of(Vitals[] vitals, double[] classes) {
        double slowest = slowest(vitals);
        for (int i = 0; i < vitals.length; i++) {
            Grade grade = vitals[i].grade();
            boolean slow = vitals[i].lately().throughput().p50() < slowest;
            classes[i] = grade == Grade.UNKNOWN ? UNKNOWN : grade == Grade.NORMAL && !slow ? GOOD : BEHIND;
        }
    }

    private static double slowest(Vitals[] vitals) {
        double[] measured = Arrays.stream(vitals).mapToDouble(one -> one.lately().throughput().p50())
                .filter(value -> !Double.isNaN(value)).sorted().toArray();
        if (measured.length < ENOUGH) {
            return 0;
        }
        double median = median(measured);
        double[] deviations = Arrays.stream(measured).map(value -> Math.abs(value - median)).sorted().toArray();
        return median - DEVIATIONS * NORMAL * median(deviations);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
