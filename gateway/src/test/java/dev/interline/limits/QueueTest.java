package dev.interline.limits;

import static dev.interline.limits.RateLimits.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Money;
import dev.interline.limits.Admission.Admitted;
import dev.interline.limits.Admission.Decided;
import dev.interline.limits.Admission.Queued;
import dev.interline.limits.Admission.Refused;
import dev.interline.limits.RateLimits.FreeModels;
import dev.interline.limits.RateLimits.Pace;
import dev.interline.limits.RateLimits.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that wait for their turn instead of being refused. */
final class QueueTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pace ANY = new Pace(NONE, NONE);
    private static final FreeModels FREE = new FreeModels(1, 50, 1000, Money.ZERO);
    private static final Queue QUEUE = new Queue(5, Duration.ofSeconds(10));

    private record Alarm(long at, Runnable action) {}

    /** Milliseconds since noon. */
    private long now;
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
    private final RateLimiter limiter = new RateLimiter(() -> now * 1_000_000, () -> NOON.plusMillis(now),
            (delay, action) -> alarms.add(new Alarm(now + Math.ceilDiv(delay.toNanos(), 1_000_000L), action)),
            _ -> Optional.of(Money.ZERO));

    private void pass(long millis) {
        long until = now + millis;
        while (!alarms.isEmpty() && alarms.peek().at() <= until) {
            Alarm next = alarms.remove();
            now = Math.max(now, next.at());
            next.action().run();
        }
        now = until;
    }

    /** One at a time of the whole account. */
    private static RateLimits one(Queue queue) {
        return new RateLimits(new Pace(NONE, 1), ANY, FREE, queue);
    }

    private static RateLimits perMinute(int most) {
        return new RateLimits(ANY, new Pace(most, NONE), FREE, QUEUE);
    }

    private static Asker asker(String key, int weight) {
        return new Asker("acc", key, NONE, weight);
    }

    private Admission ask(RateLimits limits, String key) {
        return limiter.admit(limits, asker(key, 1), false, true);
    }

    private Turn waits(RateLimits limits, Asker asker) {
        return ((Queued) limiter.admit(limits, asker, false, true)).turn();
    }

    private Turn waits(RateLimits limits, String key) {
        return waits(limits, asker(key, 1));
    }

    private static CompletableFuture<Decided> decided(Turn turn) {
        var decided = new CompletableFuture<Decided>();
        turn.whenDecided(outcome -> assertThat(decided.complete(outcome)).as("told once").isTrue());
        return decided;
    }

    private static Pass pass(Object admission) {
        return ((Admitted) admission).pass();
    }

    @Test
    void goesOnWhenAnotherIsOver() {
        Pass first = pass(ask(one(QUEUE), "ann"));
        var second = decided(waits(one(QUEUE), "ann"));
        var third = decided(waits(one(QUEUE), "ann"));
        assertThat(limiter.waiting()).isEqualTo(2);
        pass(100);
        assertThat(second).isNotDone();
        first.over(true);
        first.over(true);
        assertThat(second).isDone();
        assertThat(third).isNotDone();
        pass(second.join()).over(false);
        pass(third.join()).over(true);
        assertThat(limiter.waiting()).isZero();
        assertThat(ask(one(QUEUE), "ann")).isInstanceOf(Admitted.class);
    }

    @Test
    void goesOnWhenTheMinuteAllowsIt() {
        assertThat(ask(perMinute(1), "ann")).isInstanceOf(Admitted.class);
        pass(50_001);
        var turn = decided(waits(perMinute(1), "ann"));
        pass(9_998);
        assertThat(turn).isNotDone();
        pass(1);
        assertThat(turn.join()).isInstanceOf(Admitted.class);
        assertThat(turn.join().quota()).isEqualTo(new Quota(1, 0, NOON.plusSeconds(120).toEpochMilli()));
    }

    @Test
    void isRefusedAtOnceWhenItsTurnIsKnownToComeTooLate() {
        assertThat(ask(perMinute(1), "ann")).isInstanceOf(Admitted.class);
        pass(49_999);
        var refused = (Refused) ask(perMinute(1), "ann");
        assertThat(refused.problem().retryAfter()).contains(Duration.ofSeconds(11));
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void isRefusedWhenItHasWaitedForLongEnough() {
        pass(ask(one(QUEUE), "ann"));
        var turn = decided(waits(one(QUEUE), "ben"));
        pass(9_999);
        assertThat(turn).isNotDone();
        pass(1);
        var problem = ((Refused) turn.join()).problem();
        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.message()).contains("account-concurrent-requests");
        assertThat(limiter.waiting()).isZero();
    }

    @Test
    void isRefusedAtOnceWhereNobodyMayWait() {
        pass(ask(one(Queue.NONE), "ann"));
        assertThat(ask(one(Queue.NONE), "ann")).isInstanceOf(Refused.class);
        assertThat(limiter.admit(one(QUEUE), asker("ann", 1), false, false)).as("impatient")
                .isInstanceOf(Refused.class);
    }

    @Test
    void letsNobodyGoBeforeThoseWhoWait() {
        var slow = new Asker("acc", "ann", 1, 1);
        assertThat(limiter.admit(perMinute(9), slow, false, true)).isInstanceOf(Admitted.class);
        pass(55_000);
        var turn = decided(waits(perMinute(9), slow));
        assertThat(ask(perMinute(9), "ben")).as("whose limit is another").isInstanceOf(Admitted.class);
        pass(5_000);
        assertThat(turn).isDone();
        pass(55_000);
        var first = decided(waits(perMinute(9), slow));
        var second = decided(waits(perMinute(9), slow));
        pass(5_000);
        assertThat(first.join()).isInstanceOf(Admitted.class);
        assertThat(second).isNotDone();
    }

    @Test
    void givesUpThePlaceOfOneThatLeaves() {
        Pass first = pass(ask(one(QUEUE), "ann"));
        Turn second = waits(one(QUEUE), "ann");
        var third = decided(waits(one(QUEUE), "ben"));
        second.leave();
        second.leave();
        assertThat(limiter.waiting()).isEqualTo(1);
        first.over(true);
        assertThat(third.join()).isInstanceOf(Admitted.class);
        var never = new CompletableFuture<Decided>();
        second.whenDecided(never::complete);
        pass(60_000);
        assertThat(never).isNotDone();
    }

    @Test
    void staysAdmittedWhenItLeavesTooLate() {
        Pass first = pass(ask(one(QUEUE), "ann"));
        Turn second = waits(one(QUEUE), "ann");
        first.over(true);
        second.leave();
        assertThat(ask(one(Queue.NONE), "ben")).isInstanceOf(Refused.class);
        pass(decided(second).join()).over(false);
        assertThat(ask(one(Queue.NONE), "ben")).isInstanceOf(Admitted.class);
    }

    @Test
    void sendsAwayWhomeverHasMoreThanItsShareWaiting() {
        pass(ask(one(QUEUE), "ann"));
        var flood = new ArrayList<CompletableFuture<Decided>>();
        for (int i = 0; i < 5; i++) {
            flood.add(decided(waits(one(QUEUE), "flood")));
        }
        assertThat(ask(one(QUEUE), "flood")).isInstanceOf(Refused.class);
        var ben = decided(waits(one(QUEUE), "ben"));
        assertThat(flood.getLast().join()).isInstanceOf(Refused.class);
        assertThat(flood.getFirst()).isNotDone();
        assertThat(ben).isNotDone();
        assertThat(limiter.waiting()).isEqualTo(5);
        var heavy = asker("heavy", 4);
        for (int i = 0; i < 3; i++) {
            waits(one(QUEUE), heavy);
        }
        assertThat(flood.subList(1, 5)).as("1 of weight 1 is as much as 4 of weight 4")
                .allMatch(CompletableFuture::isDone);
        assertThat(ben).isNotDone();
    }

    @Test
    void givesTurnsByWeight() {
        var many = one(new Queue(1000, Duration.ofMinutes(1)));
        Pass running = pass(ask(many, "ann"));
        var order = new ArrayDeque<String>();
        var served = new ArrayDeque<Pass>();
        for (var who : List.of(asker("light", 1), asker("heavy", 3))) {
            for (int i = 0; i < 200; i++) {
                waits(many, who).whenDecided(outcome -> {
                    order.add(who.key());
                    served.add(pass(outcome));
                });
            }
        }
        for (int i = 0; i < 200; i++) {
            running.over(true);
            running = served.remove();
        }
        var heard = List.copyOf(order);
        for (int i = 0; i + 4 <= heard.size(); i += 4) {
            assertThat(heard.subList(i, i + 4)).as("turns from " + i)
                    .containsExactlyInAnyOrder("light", "heavy", "heavy", "heavy");
        }
    }

    /** Whoever asks one at a time neither starves nor, by always being new, gets more than its share. */
    @Test
    void givesATurnInTwoToWhoAsksOneAtATime() {
        var many = one(new Queue(1000, Duration.ofMinutes(1)));
        Pass running = pass(ask(many, "ann"));
        var order = new ArrayDeque<String>();
        var served = new ArrayDeque<Pass>();
        for (int i = 0; i < 100; i++) {
            listen(waits(many, "flood"), "flood", order, served);
        }
        for (int i = 0; i < 100; i++) {
            if (i == 0 || order.getLast().equals("single")) {
                listen(waits(many, "single"), "single", order, served);
            }
            running.over(true);
            running = served.remove();
        }
        assertThat(order.stream().filter("single"::equals).count()).isBetween(49L, 51L);
    }

    private static void listen(Turn turn, String who, Deque<String> order, Deque<Pass> served) {
        turn.whenDecided(outcome -> {
            order.add(who);
            served.add(pass(outcome));
        });
    }

    @Test
    void letsAnotherKindOfRequestOfTheSameKeyGoOn() {
        assertThat(limiter.admit(perMinute(9), asker("ann", 1), true, true)).isInstanceOf(Admitted.class);
        pass(55_000);
        var free = decided(((Queued) limiter.admit(perMinute(9), asker("ann", 1), true, true)).turn());
        assertThat(ask(perMinute(9), "ann")).as("no free model").isInstanceOf(Admitted.class);
        assertThat(free).isNotDone();
    }

    /** Threads race for three places with a short line; each is told once, and in the end nobody is left. */
    @Test
    @Timeout(60)
    void losesNobodyWhoeverRaces() throws Exception {
        var racing = new RateLimiter(System::nanoTime, () -> NOON, Timer.SYSTEM, _ -> Optional.of(Money.ZERO));
        var limits = new RateLimits(new Pace(NONE, 3), ANY, FREE, new Queue(6, Duration.ofMillis(20)));
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var admitted = new AtomicInteger();
        var refused = new AtomicInteger();
        int each = 400;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 12; t++) {
                var random = new SplittableRandom(t);
                var asker = asker("key" + t % 4, 1 + t % 3);
                threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        Decided outcome = switch (racing.admit(limits, asker, false, true)) {
                            case Queued(Turn turn) -> decided(turn).get(10, TimeUnit.SECONDS);
                            case Decided decided -> decided;
                        };
                        if (outcome instanceof Admitted(Pass pass, _)) {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            admitted.incrementAndGet();
                            if (random.nextInt(4) == 0) {
                                Thread.yield();
                            }
                            running.decrementAndGet();
                            pass.over(true);
                        } else {
                            refused.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
        }
        assertThat(admitted.get() + refused.get()).isEqualTo(12 * each);
        assertThat(most.get()).isEqualTo(3);
        assertThat(admitted).hasPositiveValue();
        assertThat(racing.waiting()).isZero();
    }
}
