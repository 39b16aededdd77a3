package dev.interline.health;

import dev.interline.exchange.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How all endpoints have done lately. Nothing of it outlives the process. Thread-safe; nothing here blocks. */
public final class Health {
    private final Map<EndpointId, EndpointHealth> endpoints = new ConcurrentHashMap<>();
    private final Pauses pauses = new Pauses();
    private final LongSupplier nanos;
    private final long began;

    /** @param nanos a clock that only goes forward, such as {@link System#nanoTime()} */
    public Health(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Nanoseconds since this began. */
    public long now() {
        return nanos.getAsLong() - began;
    }

    /**
     * An endpoint answered with tool calls.
     *
     * @param sound whether a program could have run them
     */
    public void called(EndpointId endpoint, boolean sound) {
        of(endpoint).called(sound, now());
    }

    /** An attempt at an endpoint begins; {@link Load#ended} is to be called once when it is over, before its outcome is told. */
    public Load begun(EndpointId endpoint) {
        Concurrency concurrency = of(endpoint).concurrency();
        concurrency.began();
        return concurrency;
    }

    /** How many attempts at an endpoint are under way. */
    public int underWay(EndpointId endpoint) {
        EndpointHealth known = endpoints.get(endpoint);
        return known == null ? 0 : known.concurrency().underWay();
    }

    /** An endpoint answered in full. */
    public void served(EndpointId endpoint, Performance measured) {
        of(endpoint).served(measured, now());
    }

    /**
     * An attempt failed. Faults for which the endpoint is not to blame (callers' errors, our own cancels) change nothing.
     *
     * @param retryAfter how long the endpoint asked to be left alone
     */
    public void failed(EndpointId endpoint, Fault fault, Optional<Duration> retryAfter) {
        if (fault == Fault.THROTTLED) {
            of(endpoint).limited(retryAfter, now());
        } else if (fault.blamesEndpoint()) {
            of(endpoint).failed(retryAfter, now());
        }
    }

    /** An answer that was cut off shows how slow the endpoint is, whatever else it counts as. */
    public void measured(EndpointId endpoint, Performance speed) {
        of(endpoint).measured(speed, now());
    }

    /** Who asked to be left alone. */
    public Pauses pauses() {
        return pauses;
    }

    /** What a decision at this moment needs to know. */
    public Vitals vitals(EndpointId endpoint, long now) {
        EndpointHealth known = endpoints.get(endpoint);
        return known == null ? Vitals.UNKNOWN : known.vitals(now);
    }

    /** What is shown of an endpoint. */
    public Report report(EndpointId endpoint) {
        EndpointHealth known = endpoints.get(endpoint);
        return known == null ? Report.UNKNOWN : known.report(now());
    }

    /** The endpoints of which something was asked since this began. */
    public Set<EndpointId> known() {
        return Set.copyOf(endpoints.keySet());
    }

    private EndpointHealth of(EndpointId endpoint) {
        EndpointHealth known = endpoints.get(endpoint);
        return known != null ? known : endpoints.computeIfAbsent(endpoint, _ -> new EndpointHealth());
    }
}
