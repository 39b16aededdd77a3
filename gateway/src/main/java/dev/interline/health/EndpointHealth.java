package dev.interline.health;

import dev.interline.health.Vitals.Grade;
import dev.interline.health.Vitals.Speeds;
import java.time.Duration;
import java.util.Optional;

/** One endpoint's windows and circuit, and what was last made of them for readers that do not wait. */
final class EndpointHealth {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    /** How old the numbers that decisions use may be. */
    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final long ENOUGH = 100;
    private static final double NORMAL = 95;
    private static final double DEGRADED = 80;
    private static final double NANOS = 1e9;

    private final Circuit circuit = new Circuit();
    private final Concurrency concurrency = new Concurrency();
    private final Outcomes fiveMinutes = new Outcomes(new Slots(30, FIVE_MINUTES));
    private final Outcomes halfHour = new Outcomes(new Slots(30, HALF_HOUR));
    private final Outcomes day = new Outcomes(new Slots(48, Duration.ofDays(1)));
    private final Outcomes calls = new Outcomes(new Slots(24, Duration.ofHours(2)));
    private final Speedometer recent = new Speedometer(5, FIVE_MINUTES);
    private final Speedometer lately = new Speedometer(6, HALF_HOUR);

    private volatile Current current = new Current(Vitals.UNKNOWN, Long.MIN_VALUE / 2);

    private record Current(Vitals vitals, long since) {}

    /** Both speeds over one rolling time. */
    private static final class Speedometer {
        private final Histogram latency;
        private final Histogram throughput;

        Speedometer(int slots, Duration window) {
            latency = new Histogram(new Slots(slots, window));
            throughput = new Histogram(new Slots(slots, window));
        }

        void add(Performance measured, long now) {
            if (measured.firstContentNanos() > 0) {
                latency.add(measured.firstContentNanos() / NANOS, now);
            }
            if (measured.tokens() > 0 && measured.nanos() > 0) {
                throughput.add(measured.tokens() * NANOS / measured.nanos(), now);
            }
        }

        Speeds speeds(long now) {
            return new Speeds(latency.ascending(now), throughput.descending(now));
        }
    }

    /** What is under way there. */
    Concurrency concurrency() {
        return concurrency;
    }

    synchronized void served(Performance measured, long now) {
        count(Outcomes.Kind.SERVED, now);
        measured(measured, now);
        circuit.served(now);
        concurrency.served(now);
    }

    synchronized void measured(Performance measured, long now) {
        recent.add(measured, now);
        lately.add(measured, now);
    }

    synchronized void failed(Optional<Duration> retryAfter, long now) {
        count(Outcomes.Kind.FAILED, now);
        circuit.failed(now, retryAfter);
        tell();
    }

    synchronized void limited(Optional<Duration> retryAfter, long now) {
        count(Outcomes.Kind.LIMITED, now);
        circuit.limited(now, retryAfter);
        concurrency.limited(now);
        tell();
    }

    synchronized void called(boolean sound, long now) {
        calls.add(sound ? Outcomes.Kind.SERVED : Outcomes.Kind.FAILED, now);
    }

    private void count(Outcomes.Kind kind, long now) {
        fiveMinutes.add(kind, now);
        halfHour.add(kind, now);
        day.add(kind, now);
    }

    /** Publishes the circuit at once; the speeds keep their age. */
    private void tell() {
        Current old = current;
        current = new Current(new Vitals(circuit.outageUntil(), circuit.pausedUntil(), old.vitals().recent(),
                old.vitals().lately(), false, old.vitals().grade(), old.vitals().calls()), old.since());
    }

    Vitals vitals(long now) {
        Current known = current;
        Vitals vitals = now - known.since() < FRESH ? known.vitals() : measured(now);
        return concurrency.isFull() ? vitals.asFull() : vitals;
    }

    private synchronized Vitals measured(long now) {
        var vitals =
                new Vitals(circuit.outageUntil(), circuit.pausedUntil(), recent.speeds(now), lately.speeds(now), false,
                        grade(halfHour.counts(now)), calls.counts(now));
        current = new Current(vitals, now);
        return vitals;
    }

    synchronized Report report(long now) {
        Vitals vitals = measured(now);
        double share = vitals.share(now);
        return new Report(status(vitals, now), share, circuit.outages(), fiveMinutes.counts(now),
                halfHour.counts(now), day.counts(now), vitals.lately(), vitals.calls());
    }

    private static int status(Vitals vitals, long now) {
        double share = vitals.share(now);
        if (share == 0 || vitals.grade() == Grade.DOWN) {
            return -2;
        }
        return share < 1 || vitals.isPaused(now) || vitals.grade() == Grade.DEGRADED ? -1 : 0;
    }

    private static Grade grade(Counts counts) {
        if (counts.telling() < ENOUGH) {
            return Grade.UNKNOWN;
        }
        double uptime = counts.uptime();
        return uptime >= NORMAL ? Grade.NORMAL : uptime >= DEGRADED ? Grade.DEGRADED : Grade.DOWN;
    }
}
