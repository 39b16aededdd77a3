package dev.interline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long TICK = Deadlines.TICK.toNanos();

    /** Overflows during the tests, as {@link System#nanoTime()} may. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final Deadlines deadlines = new Deadlines(() -> now, turns::add);
    private final AtomicInteger passed = new AtomicInteger();

    @Test
    void passesOnceAndSoonAfterItsTimeButNeverBefore() {
        Deadlines.Deadline deadline = deadlines.deadline(passed::incrementAndGet);
        long due = now + 5 * TICK + 1;
        deadline.set(due);
        while (now - due < 0) {
            assertThat(passed).hasValue(0);
            tick();
        }
        tick();
        assertThat(passed).hasValue(1);
        ticks(1000);
        assertThat(passed).hasValue(1);
    }

    @Test
    void passesOnTheNextTickWhenItsTimeIsOver() {
        deadlines.deadline(passed::incrementAndGet).set(now - 100 * TICK);
        tick();
        assertThat(passed).hasValue(1);
    }

    @Test
    void canBeMovedAwayAndNearer() {
        Deadlines.Deadline deadline = deadlines.deadline(passed::incrementAndGet);
        deadline.set(now + 3 * TICK);
        deadline.set(now + 50 * TICK);
        ticks(49);
        assertThat(passed).hasValue(0);
        deadline.set(now + 40 * TICK);
        deadline.set(now + 2 * TICK);
        ticks(4);
        assertThat(passed).hasValue(1);
    }

    @Test
    void neverPassesOnceCleared() {
        Deadlines.Deadline deadline = deadlines.deadline(passed::incrementAndGet);
        deadline.set(now + TICK);
        deadline.clear();
        deadline.clear();
        ticks(10);
        assertThat(passed).hasValue(0);
    }

    @Test
    void mayClearAndSetOthersAndItselfWhenItPasses() {
        var order = new ArrayList<String>();
        Deadlines.Deadline cleared = deadlines.deadline(() -> order.add("cleared"));
        Deadlines.Deadline again = deadlines.deadline(() -> order.add("again"));
        Deadlines.Deadline first = deadlines.deadline(() -> {
            order.add("first");
            cleared.clear();
            again.set(now + 512 * TICK);
        });
        cleared.set(now + 2 * TICK);
        first.set(now + 2 * TICK);
        ticks(5);
        assertThat(order).containsExactly("first");
        ticks(512);
        assertThat(order).containsExactly("first", "again");
    }

    @Test
    void stayForAnotherTurnOfTheWheel() {
        deadlines.deadline(passed::incrementAndGet).set(now + 5_000 * TICK);
        ticks(4_999);
        assertThat(passed).hasValue(0);
        ticks(2);
        assertThat(passed).hasValue(1);
    }

    @Test
    void passWhenTheLoopWasHeldUp() {
        for (int i = 0; i < 1_000; i++) {
            deadlines.deadline(passed::incrementAndGet).set(now + i * TICK);
        }
        now += 10_000 * TICK;
        tick();
        assertThat(passed).hasValue(1_000);
    }

    @Test
    void needNoTurnWhileNothingIsSet() {
        assertThat(turns).isEmpty();
        deadlines.deadline(passed::incrementAndGet).set(now + TICK);
        ticks(3);
        assertThat(turns).isEmpty();
        now += Duration.ofHours(1).toNanos();
        deadlines.deadline(passed::incrementAndGet).set(now + TICK);
        ticks(3);
        assertThat(passed).hasValue(2);
    }

    @Test
    void passInTimeHoweverTheyAreMoved() {
        var random = new Random(7);
        var due = new long[200];
        var armed = new boolean[200];
        var all = new ArrayList<Deadlines.Deadline>();
        for (int i = 0; i < due.length; i++) {
            int one = i;
            all.add(deadlines.deadline(() -> {
                assertThat(armed[one]).isTrue();
                assertThat(now - due[one]).isBetween(0L, 2 * TICK);
                armed[one] = false;
            }));
        }
        for (int step = 0; step < 20_000; step++) {
            int one = random.nextInt(due.length);
            armed[one] = random.nextInt(4) > 0;
            if (armed[one]) {
                due[one] = now + random.nextLong(700 * TICK);
                all.get(one).set(due[one]);
            } else {
                all.get(one).clear();
            }
            if (random.nextInt(3) == 0) {
                tick();
            }
        }
        ticks(702);
        assertThat(List.of(armed)).allSatisfy(left -> assertThat(left).containsOnly(false));
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    private void tick() {
        now += TICK;
        Runnable turn = turns.poll();
        if (turn != null) {
            turn.run();
        }
    }
}
