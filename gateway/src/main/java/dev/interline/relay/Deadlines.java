package dev.interline.relay;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The time limits of one event loop, on a wheel.
 *
 * <p>A timer of its own for every request or connection would be an object and two queue operations each; here, setting,
 * moving and clearing a deadline are a few writes, and one timer turns the wheel for all. It stands still while nothing is
 * set. A deadline passes at most two ticks late, never early.
 */
final class Deadlines {
    static final Duration TICK = Duration.ofMillis(20);
    private static final long TICK_NANOS = TICK.toNanos();
    /** A turn takes ten seconds; what is due later stays for another turn. */
    private static final int SLOTS = 512;

    private final LongSupplier clock;
    private final Consumer<Runnable> afterTick;
    private final Deadline[] slots = new Deadline[SLOTS];
    private final long origin;
    /** The last tick that has passed. */
    private long now;
    private int set;
    private boolean turning;

    /**
     * @param clock nanoseconds, as {@link System#nanoTime()} tells them
     * @param afterTick runs an action about one tick later
     */
    Deadlines(LongSupplier clock, Consumer<Runnable> afterTick) {
        this.clock = clock;
        this.afterTick = afterTick;
        this.origin = clock.getAsLong();
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Deadline(() -> {});
        }
    }

    /** A deadline that is not set yet. */
    Deadline deadline(Runnable passed) {
        return new Deadline(passed);
    }

    /** One time limit: set or not, and to be set again as often as needed. */
    final class Deadline {
        private final Runnable passed;
        private Deadline previous = this;
        private Deadline next = this;
        /** Tick at which it passes, and the tick at whose slot it is looked at, which may be sooner. */
        private long due;
        private long looked;

        private Deadline(Runnable passed) {
            this.passed = passed;
        }

        /**
         * Lets it pass at this time, instead of any earlier one that was set.
         *
         * @param nanos on the clock of all deadlines
         */
        void set(long nanos) {
            due = tick(nanos) + 1;
            // Most deadlines only ever move away: that is noticed when the wheel comes by, and costs nothing now.
            if (!isSet() || due < looked) {
                clear();
                turn();
                enter();
            }
        }

        void clear() {
            if (isSet()) {
                unlink();
                set--;
            }
        }

        private boolean isSet() {
            return next != this;
        }

        private void enter() {
            looked = Math.max(due, now + 1);
            link(slots[(int) (looked % SLOTS)]);
            set++;
        }

        private void link(Deadline list) {
            previous = list;
            next = list.next;
            next.previous = this;
            list.next = this;
        }

        private void unlink() {
            previous.next = next;
            next.previous = previous;
            previous = this;
            next = this;
        }
    }

    private long tick(long nanos) {
        return (nanos - origin) / TICK_NANOS;
    }

    private void turn() {
        if (!turning) {
            turning = true;
            now = tick(clock.getAsLong());
            afterTick.accept(this::turned);
        }
    }

    private void turned() {
        long until = tick(clock.getAsLong());
        // After a long pause every slot is due, but none twice.
        for (now = Math.max(now, until - SLOTS); now < until;) {
            now++;
            pass(slots[(int) (now % SLOTS)]);
        }
        turning = set > 0;
        if (turning) {
            afterTick.accept(this::turned);
        }
    }

    private void pass(Deadline slot) {
        // Taken out first, since what passes may set deadlines, and those of a later turn go back into this slot.
        var list = new Deadline(() -> {});
        if (slot.isSet()) {
            list.link(slot);
            slot.unlink();
        }
        while (list.isSet()) {
            Deadline deadline = list.next;
            deadline.clear();
            if (deadline.due <= now) {
                deadline.passed.run();
            } else {
                deadline.enter();
            }
        }
    }
}
