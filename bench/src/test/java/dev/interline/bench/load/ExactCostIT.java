package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packaged gateway does for each request and chunk, where that can be counted: bytes that it allocates and calls
 * by which it writes, those to the database and to wake another thread included. Bounds lie a little above what is; what
 * goes beyond them is a regression, however fast the machine.
 */
final class ExactCostIT {
    private static final Path HOME = Path.of(System.getProperty("interline.home", "..")).toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Reactor REACTOR = new Reactor();
    private static final FakeProvider PROVIDER = new FakeProvider(REACTOR);

    @TempDir
    private static Path folder;
    private static Subject gateway;

    /** Compilers must have seen the code: what they leave out is not allocated. */
    @BeforeAll
    static void start() {
        gateway = Subject.gateway("exact", HOME, folder, PROVIDER.port());
        for (var script : new Script[]{Script.JSON, Script.BURST}) {
            var clients = new Clients(REACTOR, gateway.request(script));
            clients.saturate(16, Duration.ofSeconds(8));
            assertThat(clients.failed()).isZero();
            clients.close();
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        REACTOR.close();
    }

    @Test
    void allocatesLittleForARequest() {
        try (var heap = new Heap(gateway.meter().pid())) {
            var clients = new Clients(REACTOR, gateway.request(Script.JSON));
            clients.saturate(16, Duration.ofSeconds(1));
            clients.reset();
            long before = heap.allocated();
            clients.saturate(16, Duration.ofSeconds(2));
            assertThat((heap.allocated() - before) / (double) clients.completed()).as("bytes per request")
                    .isLessThan(REQUEST_BYTES);
            clients.close();
        }
    }

    @Test
    void allocatesNextToNothingForAChunk() {
        try (var heap = new Heap(gateway.meter().pid())) {
            var clients = new Clients(REACTOR, gateway.request(Script.FAST));
            PROVIDER.ending(false);
            clients.open(100, Duration.ofMillis(500));
            REACTOR.runFor(Duration.ofSeconds(3));
            long before = heap.allocated();
            long events = clients.events();
            REACTOR.runFor(Duration.ofSeconds(2));
            assertThat((heap.allocated() - before) / (double) (clients.events() - events)).as("bytes per chunk")
                    .isLessThan(CHUNK_BYTES);
            PROVIDER.ending(true);
            clients.await(LIMIT);
            clients.close();
        }
    }

    @Test
    void writesOnceToEachSideForARequest() {
        var clients = new Clients(REACTOR, gateway.request(Script.JSON));
        clients.saturate(1, Duration.ofMillis(200));
        clients.reset();
        long before = gateway.meter().writes();
        clients.saturate(1, Duration.ofSeconds(1));
        assertThat((gateway.meter().writes() - before) / (double) clients.completed())
                .as("one to the provider, one to the client, and a share of what brings records into the database")
                .isBetween(2.0, REQUEST_WRITES);
        clients.close();
    }

    @Test
    void writesOnceForALoneChunk() {
        var clients = new Clients(REACTOR, gateway.request(Script.FAST));
        PROVIDER.ending(false);
        clients.open(20, Duration.ofMillis(100));
        REACTOR.runFor(Duration.ofMillis(500));
        long before = gateway.meter().writes();
        long events = clients.events();
        REACTOR.runFor(Duration.ofSeconds(2));
        assertThat((gateway.meter().writes() - before) / (double) (clients.events() - events)).isBetween(0.9, 1.1);
        PROVIDER.ending(true);
        clients.await(LIMIT);
        clients.close();
    }

    @Test
    void writesABurstInAFewPieces() {
        var clients = new Clients(REACTOR, gateway.request(Script.BURST));
        clients.saturate(1, Duration.ofMillis(200));
        clients.reset();
        long before = gateway.meter().writes();
        clients.saturate(1, Duration.ofSeconds(1));
        assertThat((gateway.meter().writes() - before) / (double) clients.completed()).as("for 103 events")
                .isLessThan(BURST_WRITES);
        clients.close();
    }

    private static final double REQUEST_BYTES = 0;
    private static final double CHUNK_BYTES = 0;
    private static final double REQUEST_WRITES = 0;
    private static final double BURST_WRITES = 0;
}
