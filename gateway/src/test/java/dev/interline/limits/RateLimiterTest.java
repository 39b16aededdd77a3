package dev.interline.limits;

import static dev.interline.limits.RateLimits.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Money;
import dev.interline.limits.Admission.Decided;
import dev.interline.limits.RateLimits.FreeModels;
import dev.interline.limits.RateLimits.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimiterTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pace ANY = new Pace(NONE, NONE);
    private static final FreeModels FREE = new FreeModels(20, 50, 1000, dollars(10));
    private static final String POOR = "acc_poor";

    /** Milliseconds since noon. */
    private final AtomicLong passed = new AtomicLong();
    private final Map<String, Optional<Money>> credits = new HashMap<>(Map.of(POOR, Optional.of(dollars(9))));
    private final RateLimiter limiter = limiter();

    private static Money dollars(long amount) {
        return new Money(amount * 1_000_000_000);
    }

    /** Its nanoseconds begin below zero and cross it, as {@link System#nanoTime} may. */
    private RateLimiter limiter() {
        return new RateLimiter(() -> -70_000_000_000L + passed.get() * 1_000_000,
                () -> NOON.plusMillis(passed.get()), (_, _) -> {},
                account -> credits.getOrDefault(account, Optional.empty()));
    }

    private void pass(Duration time) {
        passed.addAndGet(time.toMillis());
    }

    private static RateLimits limits(Pace account, Pace key) {
        return new RateLimits(account, key, FREE, RateLimits.Queue.NONE);
    }

    private static RateLimits perKey(int perMinute) {
        return limits(ANY, new Pace(perMinute, NONE));
    }

    private static Asker asker(String account, String key) {
        return new Asker(account, key, NONE, 1);
    }

    private static final Asker ANN = asker("acc_a", "ann");
    private static final Asker BEN = asker("acc_a", "ben");

    private Decided ask(RateLimits limits, Asker asker) {
        return (Decided) limiter.admit(limits, asker, false, true);
    }

    private Decided askFree(String account) {
        return (Decided) limiter.admit(limits(ANY, ANY), asker(account, account + "-key"), true, true);
    }

    private boolean admits(RateLimits limits, Asker asker) {
        return ask(limits, asker) instanceof Admission.Admitted;
    }

    private static Pass pass(Admission admission) {
        return ((Admission.Admitted) admission).pass();
    }

    private static Admission.Refused refused(Admission admission) {
        return (Admission.Refused) admission;
    }

    @Test
    void letsThroughAsManyAsTheLimitWithinSixtySeconds() {
        for (int i = 0; i < 3; i++) {
            assertThat(admits(perKey(3), ANN)).isTrue();
            pass(Duration.ofSeconds(10));
        }
        assertThat(admits(perKey(3), ANN)).isFalse();
        pass(Duration.ofMillis(29_999));
        assertThat(admits(perKey(3), ANN)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(admits(perKey(3), ANN)).as("the first is a minute ago").isTrue();
        assertThat(admits(perKey(3), ANN)).isFalse();
    }

    @Test
    void tellsWhereTheCallerStands() {
        long noon = NOON.toEpochMilli();
        assertThat(limiter.quota(perKey(2), ANN)).isEqualTo(new Quota(2, 2, noon));
        assertThat(ask(perKey(2), ANN).quota()).isEqualTo(new Quota(2, 1, noon + 60_000));
        pass(Duration.ofMillis(20_500));
        assertThat(ask(perKey(2), ANN).quota()).isEqualTo(new Quota(2, 0, noon + 60_000));
        assertThat(limiter.quota(perKey(2), ANN)).isEqualTo(new Quota(2, 0, noon + 60_000));
        var refused = refused(ask(perKey(2), ANN));
        assertThat(refused.quota()).isEqualTo(new Quota(2, 0, noon + 60_000));
        assertThat(refused.problem().status()).isEqualTo(429);
        assertThat(refused.problem().retryAfter()).as("39.5 s, in whole seconds").contains(Duration.ofSeconds(40));
        assertThat(refused.problem().metadata()).containsEntry("headers", Map.of("X-RateLimit-Limit", "2",
                "X-RateLimit-Remaining", "0", "X-RateLimit-Reset", Long.toString(noon + 60_000)))
                .containsEntry("limit_source", "key_requests_per_minute");
        assertThat(refused.problem().message()).isEqualTo("Rate limit exceeded: key-requests-per-min. This API key "
                + "may make 2 requests per minute");
    }

    @Test
    void countsKeysApartAndTheirAccountTogether() {
        var limits = limits(new Pace(3, NONE), new Pace(2, NONE));
        assertThat(admits(limits, ANN)).isTrue();
        assertThat(admits(limits, ANN)).isTrue();
        assertThat(refused(ask(limits, ANN)).problem().message()).contains("key-requests-per-min");
        assertThat(admits(limits, BEN)).isTrue();
        assertThat(refused(ask(limits, BEN)).problem().message()).contains("account-requests-per-min");
        assertThat(admits(limits, asker("acc_b", "other"))).isTrue();
    }

    @Test
    void putsAKeysOwnNumberBeforeThatOfAllKeys() {
        var busy = new Asker("acc_a", "busy", 3, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(admits(perKey(1), busy)).isTrue();
        }
        assertThat(refused(ask(perKey(1), busy)).quota().limit()).isEqualTo(3);
        assertThat(admits(limits(ANY, ANY), new Asker("acc_a", "single", 1, 1))).isTrue();
        assertThat(admits(limits(ANY, ANY), new Asker("acc_a", "single", 1, 1))).isFalse();
    }

    @Test
    void countsNothingOfWhatItRefuses() {
        var limits = limits(new Pace(2, 1), new Pace(1, NONE));
        var first = pass(ask(limits, ANN));
        for (int i = 0; i < 5; i++) {
            assertThat(admits(limits, ANN)).isFalse();
            assertThat(admits(limits, BEN)).as("one at a time").isFalse();
        }
        first.over(true);
        assertThat(admits(limits, BEN)).as("the account's second of this minute").isTrue();
    }

    @Test
    void boundsWhatIsUnderWay() {
        var limits = limits(ANY, new Pace(NONE, 2));
        var first = pass(ask(limits, ANN));
        assertThat(ask(limits, ANN).quota()).as("told where there is nothing else to tell")
                .isEqualTo(new Quota(2, 0, NOON.toEpochMilli() + 1000));
        var refused = refused(ask(limits, ANN));
        assertThat(refused.problem().message()).contains("key-concurrent-requests", "2 requests under way");
        assertThat(refused.problem().retryAfter()).contains(Duration.ofSeconds(1));
        first.over(false);
        first.over(true);
        assertThat(admits(limits, ANN)).isTrue();
        assertThat(admits(limits, ANN)).as("an end that is told twice frees one place").isFalse();
    }

    @Test
    void showsTheLimitThatIsReachedFirst() {
        var limits = limits(new Pace(10, 1), new Pace(4, NONE));
        var answer = ask(limits, ANN);
        assertThat(answer.quota().limit()).as("what is under way says little").isEqualTo(4);
        pass(answer).over(true);
        for (int i = 0; i < 7; i++) {
            pass(ask(limits, new Asker("acc_a", "key" + i, NONE, 1))).over(true);
        }
        assertThat(limiter.quota(limits, ANN)).extracting(Quota::limit, Quota::remaining).containsExactly(10, 2);
    }

    @Test
    void waitsForTheSlowestLimit() {
        var limits = limits(new Pace(1, 1), ANY);
        ask(limits, ANN);
        pass(Duration.ofSeconds(20));
        assertThat(refused(ask(limits, ANN)).problem().retryAfter()).contains(Duration.ofSeconds(40));
    }

    @Test
    void followsChangedLimits() {
        for (int i = 0; i < 5; i++) {
            assertThat(admits(perKey(5), ANN)).isTrue();
            pass(Duration.ofSeconds(1));
        }
        var refused = refused(ask(perKey(2), ANN));
        assertThat(refused.quota()).as("until one of five is left")
                .isEqualTo(new Quota(2, 0, NOON.toEpochMilli() + 63_000));
        assertThat(admits(perKey(6), ANN)).isTrue();
    }

    @Test
    void limitsFreeModelsByMinuteInOpenRoutersWords() {
        for (int i = 0; i < 20; i++) {
            assertThat(askFree("acc_a").quota().limit()).isEqualTo(20);
        }
        var refused = refused(askFree("acc_a"));
        assertThat(refused.problem().message()).isEqualTo("Rate limit exceeded: free-models-per-min.");
        assertThat(refused.problem().retryAfter()).contains(Duration.ofSeconds(60));
        assertThat(limits(ANY, ANY).limit(NONE, false)).as("others are not limited").isFalse();
    }

    @Test
    void limitsFreeModelsByDayInOpenRoutersWords() {
        askFreely(POOR, 50);
        var refused = refused(askFree(POOR));
        assertThat(refused.problem().message()).isEqualTo("Rate limit exceeded: free-models-per-day. Add 10 credits to "
                + "unlock 1000 free model requests per day");
        assertThat(refused.quota()).isEqualTo(new Quota(50, 0, Instant.parse("2026-11-21T00:00:00Z").toEpochMilli()));
        assertThat(refused.problem().metadata()).containsEntry("limit_source", "openrouter_free_tier_daily");
        assertThat(limiter.freeToday(limits(ANY, ANY), POOR)).isEqualTo(new FreeToday(50, 50));

        credits.put(POOR, Optional.of(dollars(10)));
        askFreely(POOR, 950);
        refused = refused(askFree(POOR));
        assertThat(refused.problem().message()).isEqualTo("Rate limit exceeded: free-models-per-day-high-balance.");
        assertThat(limiter.freeToday(limits(ANY, ANY), POOR).remaining()).isZero();
        assertThat(limiter.freeToday(limits(ANY, ANY), "acc_other")).as("unmetered, and new")
                .isEqualTo(new FreeToday(1000, 0));

        pass(Duration.ofMillis(refused.quota().reset() - NOON.toEpochMilli() - passed.get() - 1));
        assertThat(askFree(POOR)).isInstanceOf(Admission.Refused.class);
        pass(Duration.ofMillis(1));
        assertThat(askFree(POOR)).as("a new day").isInstanceOf(Admission.Admitted.class);
    }

    /** Makes so many requests, as slowly as it takes. */
    private void askFreely(String account, int count) {
        for (int i = 0; i < count; i++) {
            pass(askFree(account)).over(true);
            pass(Duration.ofSeconds(3));
        }
    }

    @Test
    void givesBackWhatFreeModelsDidNotAnswer() {
        for (int i = 0; i < 100; i++) {
            pass(askFree(POOR)).over(false);
            pass(Duration.ofSeconds(3));
        }
        assertThat(limiter.freeToday(limits(ANY, ANY), POOR).used()).isZero();
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            pass(askFree(POOR)).over(false);
        }
        assertThat(refused(askFree(POOR)).problem().message()).as("but not the minute").contains("per-min");
    }

    @Test
    void givesNothingBackToAnotherDay() {
        pass(Duration.between(NOON, Instant.parse("2026-11-20T23:59:59Z")));
        var late = pass(askFree(POOR));
        pass(Duration.ofSeconds(2));
        pass(askFree(POOR)).over(true);
        late.over(false);
        assertThat(limiter.freeToday(limits(ANY, ANY), POOR).used()).isEqualTo(1);
    }

    @Test
    void countsOnFromWhatWasAskedBefore() {
        limiter.countOn(Map.of(POOR, 49));
        assertThat(askFree(POOR)).isInstanceOf(Admission.Admitted.class);
        assertThat(askFree(POOR)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void doesNotTurnTheDayBackWithTheClock() {
        limiter.countOn(Map.of(POOR, 50));
        pass(Duration.ofDays(-1));
        assertThat(askFree(POOR)).isInstanceOf(Admission.Refused.class);
    }

    @Test
    void forgetsWhoIsIdle() {
        var random = new SplittableRandom(3);
        limiter.countOn(Map.of("acc_used", 1));
        var longRunning = pass(ask(limits(ANY, new Pace(NONE, 5)), asker("acc_long", "long")));
        int most = 0;
        for (int i = 0; i < 200_000; i++) {
            admits(perKey(5), asker("acc_" + random.nextInt(), "key_" + random.nextInt()));
            pass(Duration.ofMillis(60));
            most = Math.max(most, limiter.size());
        }
        assertThat(most).as("1,000 accounts and keys ask in a minute, each once").isLessThan(2 * 2 * 1_000 + 100);
        assertThat(limiter.freeToday(limits(ANY, ANY), "acc_used").used()).isEqualTo(1);
        assertThat(refusedOf(limits(ANY, new Pace(NONE, 1)), asker("acc_long", "long"))).as("is under way").isTrue();
        longRunning.over(true);
        assertThat(refusedOf(limits(ANY, new Pace(NONE, 1)), asker("acc_long", "long"))).isFalse();
    }

    private boolean refusedOf(RateLimits limits, Asker asker) {
        return !admits(limits, asker);
    }

    /** Against the definition: at each request, those let through less than 60 seconds ago are counted one by one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isExact(long seed) {
        var random = new SplittableRandom(seed);
        int limit = random.nextInt(1, 60);
        Deque<Long> through = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            pass(Duration.ofMillis(random.nextInt(100) == 0 ? random.nextLong(70_000) : random.nextLong(2_500)));
            long now = passed.get();
            while (!through.isEmpty() && now - through.peekFirst() >= 60_000) {
                through.removeFirst();
            }
            var answer = ask(perKey(limit), ANN);
            assertThat(answer instanceof Admission.Admitted).isEqualTo(through.size() < limit);
            if (answer instanceof Admission.Admitted) {
                through.addLast(now);
            }
            assertThat(answer.quota()).isEqualTo(new Quota(limit, limit - through.size(),
                    NOON.toEpochMilli() + through.getFirst() + 60_000));
        }
    }

    /** Threads race, each with requests of its own keys; the time of each is that at which the limiter looked. */
    @Test
    void neverLetsThroughMoreWhoeverRaces() throws Exception {
        var ticks = new AtomicLong();
        var looked = ThreadLocal.withInitial(() -> 0L);
        var racing = new RateLimiter(() -> {
            looked.set(ticks.addAndGet(1_000_000));
            return looked.get();
        }, () -> NOON, (_, _) -> {}, _ -> Optional.empty());
        var limits = limits(new Pace(300, 7), new Pace(70, 3));
        var account = new ConcurrentLinkedQueue<Long>();
        var keys = List.of(new ConcurrentLinkedQueue<Long>(), new ConcurrentLinkedQueue<Long>(),
                new ConcurrentLinkedQueue<Long>(), new ConcurrentLinkedQueue<Long>(),
                new ConcurrentLinkedQueue<Long>());
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                var random = new SplittableRandom(t);
                threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 40_000; i++) {
                        int key = random.nextInt(keys.size());
                        if (racing.admit(limits, asker("acc", "key" + key), false,
                                false) instanceof Admission.Admitted(var pass, var _)) {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            account.add(looked.get());
                            keys.get(key).add(looked.get());
                            if (random.nextBoolean()) {
                                Thread.yield();
                            }
                            running.decrementAndGet();
                            pass.over(true);
                        }
                    }
                    return null;
                });
            }
            start.countDown();
        }
        assertThat(most.get()).isBetween(2, 7);
        assertFits(account, 300);
        keys.forEach(key -> assertFits(key, 70));
    }

    private static void assertFits(Iterable<Long> times, int limit) {
        var sorted = new ArrayList<Long>();
        times.forEach(sorted::add);
        sorted.sort(null);
        assertThat(sorted).hasSizeGreaterThan(limit);
        for (int i = limit; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - limit)).isGreaterThanOrEqualTo(60_000_000_000L);
        }
    }
}
