package dev.interline.limits;

import dev.interline.exchange.Money;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets requests through as often as their callers may make them. All its calls are quick; none blocks.
 *
 * <p>A request per minute counts from when it is let through, whatever becomes of it. Free models' daily quota is given back
 * for a request that got no answer.
 */
public final class RateLimiter {
    /** Accounts whose requests wait for each other for a fraction of a microsecond. */
    private static final int SHARDS = 16;

    private final Shard[] shards;
    private final Function<String, Optional<Money>> credited;

    /**
     * @param nanos {@link System#nanoTime}, except in tests
     * @param clock tells the day
     * @param timer {@link Timer#SYSTEM}, except in tests
     * @param credited everything ever credited to an account; empty if it is unmetered. Must be quick
     */
    public RateLimiter(LongSupplier nanos, InstantSource clock, Timer timer,
            Function<String, Optional<Money>> credited) {
        this.credited = credited;
        Supplier<Moment> now = () -> new Moment(nanos.getAsLong(), clock.millis());
        shards = IntStream.range(0, SHARDS).mapToObj(_ -> new Shard(now, timer)).toArray(Shard[]::new);
    }

    /** Counts on from what each account has asked of free models on this day, before anything is let through. */
    public void countOn(Map<String, Integer> freeToday) {
        freeToday.forEach((account, count) -> shard(account).beginToday(account, count));
    }

    /**
     * Counts a request, if its limits allow one more now.
     *
     * @param limits of which one must {@linkplain RateLimits#limit limit} it
     * @param free whether a free model may answer it
     * @param patient whether it may wait for its turn, where these limits let anybody wait
     */
    public Admission admit(RateLimits limits, Asker asker, boolean free, boolean patient) {
        return shard(asker.account()).admit(ask(limits, asker, free), patient && limits.queue().size() > 0);
    }

    /** How many requests wait for their turn. */
    public int waiting() {
        return IntStream.range(0, SHARDS).map(i -> shards[i].waiting()).sum();
    }

    /**
     * Where a caller stands, free models apart, which have limits of their own.
     *
     * @param limits of which one must {@linkplain RateLimits#limit limit} it
     */
    public Quota quota(RateLimits limits, Asker asker) {
        return shard(asker.account()).quota(ask(limits, asker, false));
    }

    /** What an account may still ask of free models today. */
    public FreeToday freeToday(RateLimits limits, String account) {
        int limit = credited(limits, account) ? limits.free().perDayCredited() : limits.free().perDay();
        return new FreeToday(limit, shard(account).freeToday(account));
    }

    private Ask ask(RateLimits limits, Asker asker, boolean free) {
        return new Ask(limits, asker, free, free && credited(limits, asker.account()));
    }

    private boolean credited(RateLimits limits, String account) {
        return credited.apply(account).map(sum -> sum.compareTo(limits.free().credited()) >= 0).orElse(true);
    }

    private Shard shard(String account) {
        return shards[Math.floorMod(account.hashCode(), SHARDS)];
    }

    /** How many keys and accounts something is counted of. */
    int size() {
        return IntStream.range(0, SHARDS).map(i -> shards[i].size()).sum();
    }
}
