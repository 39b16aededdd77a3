package dev.interline.health;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Measured values over a rolling time, in buckets whose bounds grow by 9%: percentiles are exact to about 5%. From 1/1024 to
 * about a million; what is outside counts as the nearest.
 */
final class Histogram {
    /** Buckets for each doubling of the value. */
    private static final int STEPS = 8;
    private static final int LOWEST = -10;
    private static final int BUCKETS = 30 * STEPS;
    private static final int TWENTY = 20;
    /** Where the buckets of one doubling begin. */
    private static final double[] BOUNDS =
            IntStream.range(0, STEPS).mapToDouble(step -> Math.pow(2, (double) step / STEPS)).toArray();

    private final Slots slots;
    /** A slot counts to 65,535 in each bucket; more of the same in a minute or five is no news. */
    private final char[] counts;
    private final int[] sums = new int[BUCKETS];
    private long all;
    private final IntConsumer emptying = this::empty;

    Histogram(Slots slots) {
        this.slots = slots;
        this.counts = new char[slots.count() * BUCKETS];
    }

    void add(double value, long now) {
        forget(now);
        int bucket = bucket(value);
        int place = slots.current() * BUCKETS + bucket;
        if (counts[place] < Character.MAX_VALUE) {
            counts[place]++;
            sums[bucket]++;
            all++;
        }
    }

    /** What this many of a hundred do not exceed. */
    Percentiles ascending(long now) {
        return percentiles(now, false);
    }

    /** What this many of a hundred reach at least. */
    Percentiles descending(long now) {
        return percentiles(now, true);
    }

    private Percentiles percentiles(long now, boolean fromTheTop) {
        forget(now);
        if (all == 0) {
            return Percentiles.UNKNOWN;
        }
        double[] found = new double[5];
        long[] ranks = {rank(50), rank(75), rank(90), rank(95), rank(99)};
        int next = 0;
        long seen = 0;
        for (int i = 0; i < BUCKETS && next < ranks.length; i++) {
            int bucket = fromTheTop ? BUCKETS - 1 - i : i;
            seen += sums[bucket];
            while (next < ranks.length && seen >= ranks[next]) {
                found[next++] = middle(bucket);
            }
        }
        return new Percentiles(found[0], found[1], found[2], all < TWENTY ? Double.NaN : found[3], found[4]);
    }

    private long rank(int percent) {
        return Math.max(1, (all * percent + 99) / 100);
    }

    /** The doublings are the exponent; where in its doubling a number lies the bounds say. Every answer comes through here. */
    private static int bucket(double value) {
        if (!(value > 0)) {
            return 0;
        }
        int doublings = Math.getExponent(value);
        double within = Math.scalb(value, -doublings);
        int step = STEPS - 1;
        while (within < BOUNDS[step]) {
            step--;
        }
        return Math.clamp((doublings - LOWEST) * STEPS + step, 0, BUCKETS - 1);
    }

    private static double middle(int bucket) {
        return Math.pow(2, (bucket + 0.5) / STEPS + LOWEST);
    }

    private void forget(long now) {
        slots.advance(now, emptying);
    }

    private void empty(int slot) {
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int place = slot * BUCKETS + bucket;
            sums[bucket] -= counts[place];
            all -= counts[place];
            counts[place] = 0;
        }
    }
}
