package dev.interline.limits;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.limits.RateLimits.FreeModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The tallies of some accounts and of their keys, under one monitor, so that a request is counted by all its limits or by
 * none.
 */
final class Shard {
    /**
     * Each request looks at so many of those that were not heard of for the longest time. It adds two at most, so that no
     * more are kept than twice those of the last minute, and those that a day's quota needs.
     */
    private static final int SWEPT = 4;
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final Supplier<Moment> clock;
    /** The least recently used first. */
    private final LinkedHashMap<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);

    Shard(Supplier<Moment> clock) {
        this.clock = clock;
    }

    synchronized Admission admit(Ask ask) {
        Moment now = clock.get();
        sweep(now);
        List<Bound> bounds = bounds(ask);
        Bound slowest = bounds.getFirst();
        for (Bound bound : bounds) {
            slowest = bound.wait(now) > slowest.wait(now) ? bound : slowest;
        }
        if (slowest.wait(now) > 0) {
            return refused(slowest, ask, now);
        }
        bounds.forEach(bound -> bound.count().take(now));
        return new Admission.Admitted(new Pass(this, bounds, now), tightest(bounds, now));
    }

    /** Where a caller stands that asks for nothing now. */
    synchronized Quota quota(Ask ask) {
        Moment now = clock.get();
        sweep(now);
        return tightest(bounds(ask), now);
    }

    synchronized void over(Pass pass, boolean answered) {
        pass.end(answered);
    }

    synchronized int freeToday(String account) {
        Tally tally = tallies.get(account);
        return tally == null ? 0 : tally.freeToday.used(clock.get());
    }

    /** Counts so many requests of free models as made today. */
    synchronized void beginToday(String account, int count) {
        Tally tally = tally(account);
        tally.freeToday.used(clock.get());
        tally.freeToday.begin(count);
    }

    synchronized int size() {
        return tallies.size();
    }

    private Tally tally(String id) {
        return tallies.computeIfAbsent(id, _ -> new Tally());
    }

    private List<Bound> bounds(Ask ask) {
        RateLimits limits = ask.limits();
        Tally account = tally(ask.asker().account());
        Tally key = tally(ask.asker().key());
        var bounds = new ArrayList<Bound>(6);
        int own = ask.asker().perMinute();
        add(bounds, Rule.KEY_PER_MINUTE, key.minute, own == RateLimits.NONE ? limits.key().perMinute() : own);
        add(bounds, Rule.KEY_CONCURRENT, key.running, limits.key().concurrent());
        add(bounds, Rule.ACCOUNT_PER_MINUTE, account.minute, limits.account().perMinute());
        add(bounds, Rule.ACCOUNT_CONCURRENT, account.running, limits.account().concurrent());
        if (ask.free()) {
            FreeModels free = limits.free();
            bounds.add(new Bound(Rule.FREE_PER_MINUTE, account.freeMinute, free.perMinute()));
            bounds.add(ask.credited()
                    ? new Bound(Rule.FREE_PER_DAY_CREDITED, account.freeToday, free.perDayCredited())
                    : new Bound(Rule.FREE_PER_DAY, account.freeToday, free.perDay()));
        }
        return bounds;
    }

    private static void add(List<Bound> bounds, Rule rule, Count count, int limit) {
        if (limit != RateLimits.NONE) {
            bounds.add(new Bound(rule, count, limit));
        }
    }

    /**
     * The one with the fewest left, and of equals that which takes longest. What is under way comes and goes: it is told only
     * of callers who have no other limit.
     */
    private static Quota tightest(List<Bound> bounds, Moment now) {
        return bounds.stream()
                .min(Comparator.<Bound>comparingInt(bound -> bound.rule().isConcurrent() ? 1 : 0)
                        .thenComparingInt(bound -> bound.remaining(now))
                        .thenComparing(bound -> bound.quota(now).reset(), Comparator.reverseOrder()))
                .orElseThrow()
                .quota(now);
    }

    private static Admission refused(Bound bound, Ask ask, Moment now) {
        long seconds = Math.ceilDiv(bound.wait(now), NANOS_OF_SECOND);
        Quota quota = bound.quota(now);
        Problem problem = Problem.of(ErrorType.RATE_LIMIT_EXCEEDED,
                "Rate limit exceeded: " + bound.rule().reached(bound.limit(), ask.limits().free()))
                .with("headers", quota.headers())
                .with("limit_source", bound.rule().source())
                .withRetryAfter(Duration.ofSeconds(seconds));
        return new Admission.Refused(problem, quota);
    }

    /** Forgets those that count nothing any more, a few at a time. */
    private void sweep(Moment now) {
        for (int i = 0; i < SWEPT && !tallies.isEmpty(); i++) {
            Map.Entry<String, Tally> oldest = tallies.pollFirstEntry();
            if (!oldest.getValue().isIdle(now)) {
                tallies.put(oldest.getKey(), oldest.getValue());
            }
        }
    }
}
