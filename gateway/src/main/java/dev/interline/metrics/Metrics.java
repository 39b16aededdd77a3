package dev.interline.metrics;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Wire;
import dev.interline.generations.Generation;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Report;
import dev.interline.relay.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The gateway's meters. Recording costs a map look-up and an addition. */
public final class Metrics implements Traffic {
    private static final Duration[] BUCKETS = {Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50),
            Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1),
            Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(60), Duration.ofSeconds(300)};

    private static final double NANOS_PER_DOLLAR = 1e9;

    private record Served(String provider, String model) {}

    private record Failed(String provider, Fault fault) {}

    private record Answered(String route, int status) {}

    /** Meters of one provider's model. */
    private record Meters(Counter generations, Counter promptTokens, Counter completionTokens, Counter reasoningTokens,
            Counter cachedTokens, Counter cost, Timer total, Timer firstContent) {}

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Served, Meters> served = new ConcurrentHashMap<>();
    private final Map<Failed, Counter> failed = new ConcurrentHashMap<>();
    private final Map<Answered, Counter> answered = new ConcurrentHashMap<>();
    private final EnumMap<Wire, AtomicLong> open = new EnumMap<>(Wire.class);

    private final Set<EndpointId> shown = ConcurrentHashMap.newKeySet();
    private volatile Optional<Health> health = Optional.empty();

    /** Meters that all begin at zero. */
    public Metrics() {
        for (Wire wire : Wire.values()) {
            var count = new AtomicLong();
            open.put(wire, count);
            Gauge.builder("interline.open.requests", count, AtomicLong::get)
                    .description("Requests that are being answered")
                    .tag("wire", wire.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    /** Shows how many requests wait for their turn. */
    public void showWaiting(Supplier<Number> count) {
        Gauge.builder("interline.waiting.requests", count)
                .description("Requests that wait for their turn, since their callers' limits are reached")
                .register(registry);
    }

    /** Shows how endpoints have done lately, each from the first scrape after it was first asked. */
    public void show(Health endpoints) {
        health = Optional.of(endpoints);
    }

    private void showEndpoints(Health endpoints) {
        for (EndpointId id : endpoints.known()) {
            if (shown.add(id)) {
                gauge(endpoints, id, "interline.endpoint.share",
                        "Share of its usual traffic that an endpoint gets; 0 in an outage", Report::share);
                gauge(endpoints, id, "interline.endpoint.uptime",
                        "Answers of 100 that an endpoint gave, of the last 30 minutes",
                        report -> report.halfHour().uptime());
                gauge(endpoints, id, "interline.endpoint.latency.seconds",
                        "Median of the time to the first content, of the last 30 minutes",
                        report -> report.speeds().latency().p50());
                gauge(endpoints, id, "interline.endpoint.throughput",
                        "Median of output tokens a second, of the last 30 minutes",
                        report -> report.speeds().throughput().p50());
                gauge(endpoints, id, "interline.endpoint.tool.calls",
                        "Answers of 100 with tool calls that a program could run, of the last 2 hours",
                        report -> report.calls().uptime());
                Gauge.builder("interline.endpoint.requests", endpoints, all -> all.underWay(id))
                        .description("Attempts that are under way at an endpoint")
                        .tag("endpoint", id.tag())
                        .tag("model", id.model())
                        .register(registry);
                FunctionCounter.builder("interline.endpoint.outages", endpoints, all -> all.report(id).outages())
                        .description("Outages of an endpoint, relapses included")
                        .tag("endpoint", id.tag())
                        .tag("model", id.model())
                        .register(registry);
            }
        }
    }

    private void gauge(Health endpoints, EndpointId id, String name, String description,
            ToDoubleFunction<Report> value) {
        Gauge.builder(name, endpoints, all -> value.applyAsDouble(all.report(id)))
                .description(description)
                .tag("endpoint", id.tag())
                .tag("model", id.model())
                .register(registry);
    }

    /** All meters in Prometheus' text format. */
    public String scrape() {
        health.ifPresent(this::showEndpoints);
        return registry.scrape();
    }

    /** Counts an HTTP answer; {@code route} is a pattern of ours, not the client's path. */
    public void answered(String route, int status) {
        answered.computeIfAbsent(new Answered(route, status), key -> Counter.builder("interline.requests")
                .description("HTTP requests answered")
                .tag("route", key.route())
                .tag("status", Integer.toString(key.status()))
                .register(registry)).increment();
    }

    /** Requests that are being answered at the moment, over all wires. */
    public long openRequests() {
        return open.values().stream().mapToLong(AtomicLong::get).sum();
    }

    @Override
    public void opened(Wire wire) {
        Objects.requireNonNull(open.get(wire)).incrementAndGet();
    }

    @Override
    public void closed(Wire wire) {
        Objects.requireNonNull(open.get(wire)).decrementAndGet();
    }

    @Override
    public void upstreamFailed(String provider, Fault fault) {
        failed.computeIfAbsent(new Failed(provider, fault), key -> Counter.builder("interline.upstream.errors")
                .description("Attempts that failed")
                .tag("provider", key.provider())
                .tag("fault", key.fault().name().toLowerCase(Locale.ROOT))
                .register(registry)).increment();
    }

    @Override
    public void outrun(String provider, boolean second, Money cost) {
        var tags = Tags.of("provider", provider, "asked", second ? "second" : "first");
        Counter.builder("interline.hedges")
                .description("Attempts given up for another that was faster, by when they were asked")
                .tags(tags).register(registry).increment();
        Counter.builder("interline.hedge.cost.dollars")
                .description("What such attempts may have cost the house, in US dollars")
                .tags(tags).register(registry).increment(cost.nanos() / NANOS_PER_DOLLAR);
    }

    @Override
    public void served(Generation generation) {
        var service = generation.service();
        Meters meters = served.computeIfAbsent(new Served(service.providerName().orElse("none"), service.model()),
                this::meters);
        Usage usage = generation.consumption().usage();
        meters.generations.increment();
        meters.promptTokens.increment((double) usage.prompt());
        meters.completionTokens.increment((double) usage.completion());
        meters.reasoningTokens.increment((double) usage.reasoning());
        meters.cachedTokens.increment((double) usage.cacheRead());
        meters.cost.increment(generation.charge().cost().total().nanos() / NANOS_PER_DOLLAR);
        meters.total.record(generation.timing().total());
        generation.timing().latency().ifPresent(meters.firstContent::record);
    }

    private Meters meters(Served key) {
        return new Meters(counter(key, "interline.generations", "Generations settled"),
                counter(key, "interline.prompt.tokens", "Prompt tokens used"),
                counter(key, "interline.completion.tokens", "Output tokens used, reasoning included"),
                counter(key, "interline.reasoning.tokens", "Reasoning tokens used"),
                counter(key, "interline.cached.tokens", "Prompt tokens read from a provider's cache"),
                counter(key, "interline.cost.dollars", "What generations cost, in US dollars"),
                timer(key, "interline.request.duration", "From admission to the end of the answer"),
                timer(key, "interline.first.content", "From admission to the first content"));
    }

    private Counter counter(Served key, String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("provider", key.provider())
                .tag("model", key.model())
                .register(registry);
    }

    /** Histograms are kept by provider only, to bound their number. */
    private Timer timer(Served key, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tag("provider", key.provider())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
