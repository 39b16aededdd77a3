package dev.interline.bench.micro;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Fault;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Performance;
import dev.interline.routing.Permit;
import dev.interline.routing.Ranker;
import dev.interline.routing.Ranking;
import dev.interline.routing.Routing;
import dev.interline.routing.Sessions;
import dev.interline.routing.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole decision where a request goes, with everything measured: 3 us for 3 candidates, 20 us for 50 are the goals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RankBench {
    private static final String MODEL = "openai/gpt-4o-mini";

    @Param({"3", "50"})
    private int candidates;

    private final Health health = new Health(System::nanoTime);
    private final Routing routing = new Routing(
            new Ranker(() -> Snapshot.of(health), () -> ThreadLocalRandom.current().nextLong(), () -> true),
            new Sessions(System::nanoTime));
    private final Exchange exchange = Samples.exchange(new ChatDialect(), Samples.chatRequest(2048, false));
    private Catalog catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
            .build(Config.defaults(), Map.of());

    /** Providers of one model at different prices; every tenth of them had an outage. */
    @Setup
    public void configure() {
        var yaml = new StringBuilder("providers:\n");
        for (int i = 0; i < candidates; i++) {
            yaml.append("  p%d: {base-url: 'http://127.0.0.1:1/v1', models: [{id: %s, pricing: ".formatted(i, MODEL))
                    .append("{prompt: \"0.00000%d\", completion: \"0.00000%d\"}}]}\n".formatted(1 + i % 7, 1 + i % 9));
        }
        catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
                .build(Config.of(yaml.toString()), Map.of());
        int next = 0;
        for (Endpoint endpoint : catalog.endpointsOf(catalog.model(MODEL).orElseThrow())) {
            var id = new EndpointId(endpoint.model(), endpoint.tag());
            health.served(id, new Performance(Duration.ofMillis(100 + next).toNanos(), 100, 1_000_000_000));
            if (next++ % 10 == 9) {
                health.failed(id, Fault.RESET, Optional.empty());
                health.failed(id, Fault.RESET, Optional.empty());
            }
        }
    }

    @Benchmark
    public Ranking route() {
        return routing.route(catalog, exchange, Permit.ANYTHING, Instant.EPOCH);
    }
}
