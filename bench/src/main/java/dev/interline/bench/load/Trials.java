package dev.interline.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The same trial on several subjects, interleaved (A B A B ...), so that what the machine does meanwhile happens to all of
 * them. A trial in which the machine's neighbours took more than 2% of its time, or in which the clients themselves
 * came late, is done again.
 */
final class Trials {
    private static final double STOLEN = 0.02;
    private static final long LATE = 5_000_000;
    private static final int TRIES = 4;

    /** One run on one subject: its figures by name. */
    interface Trial {
        Map<String, Double> run(Subject subject);
    }

    private final Histogram lags;
    private final Map<Subject, Map<String, List<Double>>> figures = new LinkedHashMap<>();
    private int disturbed;

    private Trials(Histogram lags) {
        this.lags = lags;
    }

    /** Runs all of it; {@code lags} tells by how many nanoseconds the clients came late. */
    static Trials of(int rounds, List<Subject> subjects, Histogram lags, Trial trial) {
        var trials = new Trials(lags);
        for (int round = 0; round < rounds; round++) {
            for (var subject : subjects) {
                trials.once(subject, trial);
            }
        }
        return trials;
    }

    private void once(Subject subject, Trial trial) {
        for (int i = 1;; i++) {
            var before = Machine.now();
            lags.reset();
            var seen = trial.run(subject);
            boolean quiet = Machine.now().stolenSince(before) <= STOLEN && lags.getValueAtPercentile(99) <= LATE;
            if (quiet || i == TRIES) {
                disturbed += quiet ? 0 : 1;
                var all = figures.computeIfAbsent(subject, _ -> new LinkedHashMap<>());
                seen.forEach((name, value) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
                return;
            }
        }
    }

    /** Runs that had to be kept although the machine was not quiet. */
    int disturbed() {
        return disturbed;
    }

    boolean knows(Subject subject, String figure) {
        return !values(subject, figure).isEmpty();
    }

    /** The median over the rounds. */
    double median(Subject subject, String figure) {
        return median(values(subject, figure).stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The median of the rounds' own ratios. */
    double ratio(Subject subject, Subject to, String figure) {
        var above = values(subject, figure);
        var below = values(to, figure);
        var ratios = new double[above.size()];
        Arrays.setAll(ratios, i -> above.get(i) / below.get(i));
        return median(ratios);
    }

    /** The median of the rounds' own differences. */
    double difference(Subject subject, Subject to, String figure) {
        var above = values(subject, figure);
        var below = values(to, figure);
        var differences = new double[above.size()];
        Arrays.setAll(differences, i -> above.get(i) - below.get(i));
        return median(differences);
    }

    private List<Double> values(Subject subject, String figure) {
        return figures.getOrDefault(subject, Map.of()).getOrDefault(figure, List.of());
    }

    static double median(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("There is no figure");
        }
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
