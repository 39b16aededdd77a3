package dev.interline.generations;

import dev.interline.exchange.Cost;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Money;
import dev.interline.exchange.Usage;
import dev.interline.ledger.Book;
import dev.interline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Generations as tests need them. */
public final class TestGenerations {
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private TestGenerations() {}

    /** A book that is signed with a key for tests. */
    public static Book book(Store store) {
        return Book.open(store, new byte[32], InstantSource.system());
    }

    /** One with every field set. */
    public static Generation full(String id, Generation.Owner owner, Instant at) {
        return new Generation(id, owner, at,
                new Generation.Service(ApiType.COMPLETIONS, true, "acme/large", Optional.of("Acme"),
                        Optional.of("acme/fp8"), Optional.of("chatcmpl-1"), Optional.of("openrouter/auto"),
                        Optional.of("priority")),
                new Generation.Ending(true, Optional.of(FinishReason.TOOL_CALLS), Optional.of("tool_use")),
                new Generation.Consumption(new Usage(100, 50, 40, 30, 20, 10, 5, 4, 3, 2),
                        new Generation.Media(1, 2, 3, 4, 5), Optional.of("{\"odd\": [1.50, \"\\u0000\u00e9\"]}"), true,
                        true),
                new Generation.Charge(new Cost(new Money(1_500_000), new Money(1_000_000), new Money(500_000),
                        new Money(-7)), Optional.of(new Money(1_200_000)), true, new Money(9)),
                new Generation.Timing(Optional.of(Duration.ofNanos(250_125_000)), Duration.ofMillis(1_200)),
                new Generation.Client(Optional.of("https://app.example"), Optional.of("https://app.example/x"),
                        Optional.of("App \u2603"), Optional.of("cli-agent,game"), Optional.of("curl/8"),
                        Optional.of("user-1"), Optional.of("s-1")),
                List.of(new Generation.Attempt("Busy", Optional.of("busy"), "acme/large", 429,
                        Optional.of("throttled"), Optional.empty(), false, Duration.ofMillis(30)),
                        new Generation.Attempt("Acme", Optional.of("acme/fp8"), "acme/large", 200, Optional.empty(),
                                Optional.of("chatcmpl-1"), true, Duration.ofMillis(220))));
    }

    /** One with as little as possible, at this price. */
    public static Generation plain(String id, Generation.Owner owner, Instant at, long nanos) {
        return new Generation(id, owner, at,
                new Generation.Service(ApiType.EMBEDDINGS, false, "acme/small", Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty()),
                new Generation.Ending(false, Optional.empty(), Optional.empty()),
                new Generation.Consumption(Usage.of(3, 4), Generation.Media.NONE, Optional.empty(), false, false),
                new Generation.Charge(new Cost(new Money(nanos), Money.ZERO, Money.ZERO, Money.ZERO), Optional.empty(),
                        false, Money.ZERO),
                new Generation.Timing(Optional.empty(), Duration.ZERO), Generation.Client.SILENT, List.of());
    }

    /** Records them as settlement does. */
    public static void settle(Store store, Book book, Generation... group) {
        store.write(sql -> {
            GenerationStore.settle(sql, book, Stream.of(group).map(Booking::of).toList());
            return true;
        });
    }

    /** The same generation of another model. */
    public static Generation withModel(Generation generation, String model) {
        var service = generation.service();
        return new Generation(generation.id(), generation.owner(), generation.createdAt(),
                new Generation.Service(service.api(), service.streamed(), model, service.providerName(),
                        service.endpointTag(), service.upstreamId(), service.router(), service.serviceTier()),
                generation.ending(), generation.consumption(), generation.charge(), generation.timing(),
                generation.client(), generation.attempts());
    }

    /** Keeps the database from answering until it is closed. */
    static AutoCloseable silence(Store store) throws InterruptedException {
        var silent = new CountDownLatch(1);
        var speaks = new CountDownLatch(1);
        var thread = Thread.ofPlatform().start(() -> store.write(_ -> {
            silent.countDown();
            try {
                speaks.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }));
        silent.await();
        return () -> {
            speaks.countDown();
            thread.join();
        };
    }
}
