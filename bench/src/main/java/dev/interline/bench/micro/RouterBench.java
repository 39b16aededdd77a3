package dev.interline.bench.micro;

import dev.interline.catalog.Assembly;
import dev.interline.catalog.Catalog;
import dev.interline.catalog.Known;
import dev.interline.config.Config;
import dev.interline.config.Environment;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Exchange;
import dev.interline.routing.Permit;
import dev.interline.routing.Ranker;
import dev.interline.routing.Ranking;
import dev.interline.routing.Routing;
import dev.interline.routing.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What {@code openrouter/auto} costs, parsing and decoding the request included: 1 ms is the bound for a prompt of any size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouterBench {
    @Param({"2048", "65536"})
    private int size;

    private final Routing routing = new Routing(Ranker.cheapestFirst(), new Sessions(System::nanoTime));
    private final ChatDialect dialect = new ChatDialect();
    private byte[] body = {};
    private Catalog catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
            .build(Config.defaults(), Map.of());

    /** An OpenRouter account serves all models, so that all of them can be picked. */
    @Setup
    public void configure() {
        catalog = new Assembly(Known.load(), Set.of("openai"), List.of(), Environment.EMPTY)
                .build(Config.of("providers: {openrouter: {api-key: k}}"), Map.of());
        body = new String(Samples.chatRequest(size, false), StandardCharsets.UTF_8)
                .replace("openai/gpt-4o-mini", "openrouter/auto").getBytes(StandardCharsets.UTF_8);
    }

    /** What any request pays. */
    @Benchmark
    public Exchange parse() {
        return Samples.exchange(dialect, body);
    }

    @Benchmark
    public Ranking parseAndPick() {
        return routing.route(catalog, Samples.exchange(dialect, body), Permit.ANYTHING, Instant.EPOCH);
    }
}
