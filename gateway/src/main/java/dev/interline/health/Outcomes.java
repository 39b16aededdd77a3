package dev.interline.health;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Counts of outcomes over a rolling time that is a number of slots long; what leaves it does so a slot at a time. */
final class Outcomes {
    /** How an attempt ended, as far as it counts. */
    enum Kind {
        SERVED, FAILED, LIMITED
    }

    private static final int KINDS = Kind.values().length;

    private final Slots slots;
    private final int[] counts;
    private final long[] sums = new long[KINDS];
    private final IntConsumer emptying = this::empty;

    Outcomes(Slots slots) {
        this.slots = slots;
        this.counts = new int[slots.count() * KINDS];
    }

    void add(Kind kind, long now) {
        forget(now);
        counts[slots.current() * KINDS + kind.ordinal()]++;
        sums[kind.ordinal()]++;
    }

    Counts counts(long now) {
        forget(now);
        return new Counts(sums[0], sums[1], sums[2]);
    }

    long served(long now) {
        forget(now);
        return sums[Kind.SERVED.ordinal()];
    }

    long failed(long now) {
        forget(now);
        return sums[Kind.FAILED.ordinal()];
    }

    void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(sums, 0);
    }

    private void forget(long now) {
        slots.advance(now, emptying);
    }

    private void empty(int slot) {
        for (int kind = 0; kind < KINDS; kind++) {
            sums[kind] -= counts[slot * KINDS + kind];
            counts[slot * KINDS + kind] = 0;
        }
    }
}
