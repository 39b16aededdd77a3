package dev.interline.bench.micro;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Known;
import dev.interline.catalog.PriceKey;
import dev.interline.catalog.Pricing;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Cost;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Usage;
import dev.interline.routing.Permit;
import dev.interline.routing.Ranker;
import dev.interline.routing.Ranking;
import dev.interline.routing.Routing;
import dev.interline.routing.Sessions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Where a request goes, and what its answer costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBench {
    private static final String TWO_PROVIDERS = """
            providers:
              cheap:
                base-url: http://127.0.0.1:1/v1
                models:
                  - {id: openai/gpt-4o-mini, pricing: {prompt: "0.000001", completion: "0.000002"}}
              dear:
                base-url: http://127.0.0.1:2/v1
                models:
                  - {id: openai/gpt-4o-mini, pricing: {prompt: "0.000003", completion: "0.000004"}}
            """;

    private final Catalog catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
            .build(Config.of(TWO_PROVIDERS), Map.of());
    private final Routing routing = new Routing(Ranker.cheapestFirst(), new Sessions(System::nanoTime));
    private final Exchange exchange = Samples.exchange(new ChatDialect(), Samples.chatRequest(2048, false));
    private final Pricing pricing = new Pricing(Map.of(PriceKey.PROMPT, new BigDecimal("0.00000015"),
            PriceKey.COMPLETION, new BigDecimal("0.0000006"), PriceKey.INPUT_CACHE_READ, new BigDecimal("0.000000075")),
            List.of());
    private final Usage plain = Usage.of(420, 9);
    private final Usage cached = new Usage(4200, 90, 4000, 0, 0, 50, 0, 0, 0, 0);

    @Benchmark
    public Ranking route() {
        return routing.route(catalog, exchange, Permit.ANYTHING, Instant.EPOCH);
    }

    @Benchmark
    public Cost ratePlain() {
        return pricing.rate(plain);
    }

    @Benchmark
    public Cost rateCached() {
        return pricing.rate(cached);
    }
}
