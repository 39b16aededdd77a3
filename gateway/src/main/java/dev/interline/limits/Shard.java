package dev.interline.limits;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.limits.Admission.Decided;
import dev.interline.limits.RateLimits.FreeModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tallies of some accounts and of their keys, and the requests that wait, under one monitor, so that a request is counted
 * by all its limits or by none.
 */
final class Shard {
    /**
     * Each request looks at so many of those that were not heard of for the longest time. It adds two at most, so that no
     * more are kept than twice those of the last minute, and those that a day's quota needs.
     */
    private static final int SWEPT = 4;
    private static final long NANOS_OF_SECOND = 1_000_000_000;

    private final Supplier<Moment> clock;
    private final Timer timer;
    /** The least recently used first. */
    private final LinkedHashMap<String, Tally> tallies = new LinkedHashMap<>(16, 0.75f, true);
    /** Accounts of which requests wait. */
    private final Map<String, Line> lines = new HashMap<>();

    /** What is told to those who wait is collected under the monitor and told outside it. */
    private static final class Told extends ArrayList<Runnable> {
        void run() {
            forEach(Runnable::run);
        }
    }

    Shard(Supplier<Moment> clock, Timer timer) {
        this.clock = clock;
        this.timer = timer;
    }

    /** @param patient whether it may wait, where the limits let it */
    Admission admit(Ask ask, boolean patient) {
        var told = new Told();
        Admission admission = admit(ask, patient, told);
        told.run();
        return admission;
    }

    private synchronized Admission admit(Ask ask, boolean patient, Told told) {
        Moment now = clock.get();
        sweep(now);
        List<Bound> bounds = bounds(ask);
        Line line = lines.get(ask.asker().account());
        // Who comes while others wait does not go before them.
        if (line == null || !patient) {
            Bound slowest = slowest(bounds, now);
            if (slowest.wait(now) == 0) {
                return take(ask, bounds, now);
            }
            if (!patient || wait(slowest, now) > ask.limits().queue().maxWait().toNanos()) {
                return refused(slowest, ask, now);
            }
        }
        return queue(ask, line, now, told);
    }

    private Admission queue(Ask ask, @Nullable Line known, Moment now, Told told) {
        RateLimits.Queue queue = ask.limits().queue();
        var turn = new Turn(this, ask, now.nanos() + queue.maxWait().toNanos());
        Line line = known == null ? lines.computeIfAbsent(ask.asker().account(), _ -> new Line()) : known;
        line.join(turn, queue.size()).ifPresent(other -> refuse(other, now, told));
        serve(ask.asker().account(), line, now, told);
        Decided decided = turn.outcome();
        return decided == null ? new Admission.Queued(turn) : decided;
    }

    /** Gives turns as long as there is room, and looks again when there may be some. */
    private void serve(String account, Line line, Moment now, Told told) {
        line.overdue(now, turn -> refuse(turn, now, told));
        while (true) {
            Optional<Turn> next = line.next(turn -> slowest(bounds(turn.ask()), now).wait(now) == 0);
            if (next.isEmpty()) {
                break;
            }
            Turn turn = next.get();
            told.add(turn.decide(take(turn.ask(), bounds(turn.ask()), now)));
        }
        if (line.isEmpty()) {
            lines.remove(account);
            return;
        }
        var soonest = new long[]{Long.MAX_VALUE};
        line.heads(turn -> {
            long room = wait(slowest(bounds(turn.ask()), now), now);
            soonest[0] = Math.min(soonest[0], room == 0 ? turn.left(now) : Math.min(room, turn.left(now)));
        });
        if (line.wakesBy(now.nanos() + soonest[0])) {
            timer.after(Duration.ofNanos(soonest[0]), () -> wake(account));
        }
    }

    /** There may be room for those who wait. */
    private void wake(String account) {
        var told = new Told();
        wake(account, told);
        told.run();
    }

    private synchronized void wake(String account, Told told) {
        Line line = lines.get(account);
        if (line != null) {
            line.woken();
            serve(account, line, clock.get(), told);
        }
    }

    private void refuse(Turn turn, Moment now, Told told) {
        told.add(turn.decide(refused(slowest(bounds(turn.ask()), now), turn.ask(), now)));
    }

    /** Nanoseconds until there is room, as far as that is known; 0 if nobody knows. */
    private static long wait(Bound bound, Moment now) {
        return bound.rule().isConcurrent() ? 0 : bound.wait(now);
    }

    private static Bound slowest(List<Bound> bounds, Moment now) {
        Bound slowest = bounds.getFirst();
        for (Bound bound : bounds) {
            slowest = bound.wait(now) > slowest.wait(now) ? bound : slowest;
        }
        return slowest;
    }

    private Admission.Admitted take(Ask ask, List<Bound> bounds, Moment now) {
        bounds.forEach(bound -> bound.count().take(now));
        return new Admission.Admitted(new Pass(this, ask.asker().account(), bounds, now), tightest(bounds, now));
    }

    synchronized @Nullable Decided listen(Turn turn, Consumer<Decided> then) {
        return turn.listen(then);
    }

    synchronized void leave(Turn turn) {
        String account = turn.ask().asker().account();
        Line line = lines.get(account);
        if (line != null && turn.isOpen()) {
            line.leave(turn);
            if (line.isEmpty()) {
                lines.remove(account);
            }
        }
    }

    /** Where a caller stands that asks for nothing now. */
    synchronized Quota quota(Ask ask) {
        Moment now = clock.get();
        sweep(now);
        return tightest(bounds(ask), now);
    }

    void over(Pass pass, boolean answered) {
        var told = new Told();
        over(pass, answered, told);
        told.run();
    }

    private synchronized void over(Pass pass, boolean answered, Told told) {
        pass.end(answered);
        Line line = lines.isEmpty() ? null : lines.get(pass.account());
        if (line != null) {
            serve(pass.account(), line, clock.get(), told);
        }
    }

    synchronized int waiting() {
        return lines.values().stream().mapToInt(Line::size).sum();
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

    private static Admission.Refused refused(Bound bound, Ask ask, Moment now) {
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
