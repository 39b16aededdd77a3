package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the packaged gateway does for each request and chunk, where that can be counted: bytes that it allocates, pieces in
 * which it writes, and calls by which its event loops wake others. Bounds lie a little above what is; what goes beyond them
 * is a regression, however fast the machine.
 */
final class ExactCostIT {
    /** All threads of it, also those that bring records into the database. */
    private static final double REQUEST_BYTES = 22_000;
    private static final double CHUNK_BYTES = 150;

    private static final Path HOME = Path.of(System.getProperty("interline.home", "..")).toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMillis(200);
    /** What the system calls the event loops, as far as it keeps names. */
    private static final String LOOPS = "vert.x-eventloo";
    private static final Reactor REACTOR = new Reactor();
    private static final FakeProvider PROVIDER = new FakeProvider(REACTOR);

    @TempDir
    private static Path folder;
    private static Subject gateway;

    /** What is done once is done by then, and the first compiler has seen the code. */
    @BeforeAll
    static void start() {
        gateway = Subject.gateway("exact", HOME, folder, PROVIDER.port());
        ask(Script.JSON, 16, 4_000);
        ask(Script.BURST, 8, 400);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        REACTOR.close();
    }

    /** Sends so many requests at least, and tells how many were answered. */
    private static int ask(Script script, int connections, int requests) {
        var clients = new Clients(REACTOR, gateway.request(script));
        while (clients.completed() < requests) {
            clients.saturate(connections, TURN);
            assertThat(clients.failed()).isZero();
        }
        clients.close();
        return clients.completed();
    }

    /** Lets records go into the database that were made before: what that costs is no chunk's. */
    private static void settle() {
        long writes;
        do {
            writes = gateway.meter().writes("settlement");
            REACTOR.runFor(TURN);
        } while (gateway.meter().writes("settlement") > writes);
    }

    /** How many calls for one of so many the loops have made, between then and now. */
    private static double calls(long before, double count) {
        return (gateway.meter().writes(LOOPS) - before) / count;
    }

    @Test
    void allocatesLittleForARequest() {
        try (var heap = new Heap(gateway.meter().pid())) {
            long before = heap.allocated();
            double requests = ask(Script.JSON, 16, 2_000);
            assertThat((heap.allocated() - before) / requests).isBetween(1_000.0, REQUEST_BYTES);
        }
    }

    @Test
    void allocatesNextToNothingForAChunk() {
        try (var heap = new Heap(gateway.meter().pid()); var streams = new Streams(200)) {
            settle();
            long before = heap.allocated();
            double chunks = streams.read(10_000);
            assertThat((heap.allocated() - before) / chunks).isBetween(1.0, CHUNK_BYTES);
        }
    }

    @Test
    void writesOnceToEachSideForARequestAndWakesNobody() {
        long reads = REACTOR.reads();
        long before = gateway.meter().writes(LOOPS);
        double requests = ask(Script.JSON, 1, 200);
        assertThat((REACTOR.reads() - reads) / requests).as("to the provider and to the client").isBetween(2.0, 2.1);
        assertThat(calls(before, requests)).as("head and body of the answer").isBetween(0.9, 1.1);
    }

    @Test
    void writesALoneChunkOnceAndWakesNobody() {
        try (var streams = new Streams(20)) {
            long reads = REACTOR.reads();
            long before = gateway.meter().writes(LOOPS);
            double chunks = streams.read(1_000);
            assertThat((REACTOR.reads() - reads) / chunks).isBetween(0.5, 1.05);
            assertThat(calls(before, chunks)).isLessThan(0.1);
        }
    }

    @Test
    void writesABurstInAFewPieces() {
        long reads = REACTOR.reads();
        double requests = ask(Script.BURST, 1, 100);
        assertThat((REACTOR.reads() - reads) / requests).as("of 103 events, with the request").isBetween(2.0, 4.0);
    }

    /** Open streams of 25 chunks a second each. */
    private static final class Streams implements AutoCloseable {
        private final Clients clients = new Clients(REACTOR, gateway.request(Script.FAST));

        Streams(int count) {
            PROVIDER.ending(false);
            clients.open(count, Duration.ofMillis(500));
            read(10 * count);
        }

        /** Reads so many chunks at least, and tells how many came. */
        final long read(long count) {
            long before = clients.events();
            REACTOR.runUntil(() -> clients.events() - before >= count);
            return clients.events() - before;
        }

        @Override
        public void close() {
            PROVIDER.ending(true);
            clients.await(LIMIT);
            clients.close();
        }
    }
}
