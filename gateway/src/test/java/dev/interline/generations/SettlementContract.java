package dev.interline.generations;

import static dev.interline.generations.TestGenerations.NOON;
import static dev.interline.generations.TestGenerations.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.interline.exchange.Money;
import dev.interline.journal.Journal;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settlement promises on every database. */
abstract class SettlementContract {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");
    private static final QueuedSettlement.Limits PATIENT = new QueuedSettlement.Limits(20_000, 512,
            Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofSeconds(10));
    private static final QueuedSettlement.Limits IMPATIENT = new QueuedSettlement.Limits(20_000, 512,
            Duration.ofMillis(1), Duration.ofMillis(200), Duration.ofSeconds(10));

    private final Map<String, List<Recorded>> told = new ConcurrentHashMap<>();
    @TempDir
    private Path spilled;
    private Store store;
    private Generations generations;
    private QueuedSettlement settlement;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        store.write(sql -> sql.update("insert into account (id, name, created_at) values (?, ?, ?)", "acc_1", "a", 0));
        generations = new Generations(store, () -> NOON);
        settlement = new QueuedSettlement(store, TestGenerations.book(store), spill(), PATIENT);
    }

    private Journal spill() {
        return Journal.open(spilled, JournalledSettlement.BOUND);
    }

    private void limit(QueuedSettlement.Limits limits) {
        settlement.close();
        settlement = new QueuedSettlement(store, TestGenerations.book(store), spill(), limits);
    }

    @AfterEach
    void close() {
        settlement.close();
        store.close();
    }

    private void settle(String id) {
        settle(plain(id, OWNER, NOON, 1));
    }

    private void settle(Generation generation) {
        var results = told.computeIfAbsent(generation.id(), _ -> new ArrayList<>());
        settlement.settle(generation, what -> {
            synchronized (results) {
                results.add(what);
            }
        });
    }

    private void awaitTold(String id, Recorded what) {
        await().untilAsserted(() -> {
            var results = told.getOrDefault(id, List.of());
            synchronized (results) {
                assertThat(results).containsExactly(what);
            }
        });
    }

    private boolean recorded(String id) {
        return generations.find("acc_1", id).isPresent();
    }

    private long charged() {
        return generations.spending("key-1").ever().charged().nanos();
    }

    private AutoCloseable silence() throws InterruptedException {
        return TestGenerations.silence(store);
    }

    @Test
    void tellsAfterTheRecordIsThereForOthersToRead() {
        var seen = new AtomicInteger();
        settlement.settle(plain("gen-1-a", OWNER, NOON, 5), what -> {
            if (what == Recorded.COMMITTED && recorded("gen-1-a") && charged() == 5) {
                seen.incrementAndGet();
            }
        });
        await().untilAtomic(seen, is(1));
        assertThat(settlement.healthy()).isTrue();
    }

    @Test
    void losesNothingAndChargesOnceWhenManySettleAtOnce() throws InterruptedException {
        int threads = 8;
        int each = 1_000;
        var committed = new AtomicInteger();
        var started = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            started.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    // Every second one comes from two threads, as after a retry.
                    var id = i % 2 == 0 ? "gen-1-%d-%d".formatted(thread, i) : "gen-1-%d-%d".formatted(thread / 2, i);
                    settlement.settle(plain(id, OWNER, NOON, 3), what -> {
                        if (what == Recorded.COMMITTED) {
                            committed.incrementAndGet();
                        }
                    });
                }
            }));
        }
        for (var thread : started) {
            thread.join();
        }
        await().atMost(Duration.ofSeconds(30)).untilAtomic(committed, is(threads * each));
        long distinct = threads * each / 2 + threads * each / 4;
        long rows = store.read(sql -> sql.first("select count(*) as n from generation", row -> row.number("n")))
                .orElseThrow();
        assertThat(rows).isEqualTo(distinct);
        assertThat(charged()).isEqualTo(3 * distinct);
        long account = store.read(sql -> sql.first("select charged from account", row -> row.number("charged")))
                .orElseThrow();
        assertThat(account).isEqualTo(3 * distinct);
        assertThat(generations.list("acc_1", Page.FIRST).totalCost()).isEqualTo(new Money(3 * distinct));
    }

    @Test
    void commitsWhatWaitsInGroups() throws Exception {
        var told = new AtomicInteger();
        Set<Long> totals = ConcurrentHashMap.newKeySet();
        try (var _ = silence()) {
            for (int i = 0; i < 300; i++) {
                settlement.settle(plain("gen-1-" + i, OWNER, NOON, 1), _ -> {
                    totals.add(charged());
                    told.incrementAndGet();
                });
            }
        }
        await().untilAtomic(told, is(300));
        assertThat(totals).as("what was charged when each was told: one number a group").hasSizeLessThanOrEqualTo(3)
                .contains(300L);
    }

    @Test
    void tellsOnceThatADatabaseIsSilentAndRecordsWhenItSpeaksAgain() throws Exception {
        limit(IMPATIENT);
        try (var _ = silence()) {
            settle("gen-1-a");
            awaitTold("gen-1-a", Recorded.LATE);
            await().until(() -> !settlement.healthy());
            assertThat(settlement.healthy(Duration.ofMinutes(1))).as("for those who go on for a minute").isTrue();
            settle("gen-1-b");
            awaitTold("gen-1-b", Recorded.LATE);
            await().until(() -> !settlement.healthy(Duration.ofMillis(200)));
            assertThat(recorded("gen-1-a")).isFalse();
        }
        await().until(() -> recorded("gen-1-a") && recorded("gen-1-b") && settlement.healthy());
        settle("gen-1-c");
        awaitTold("gen-1-c", Recorded.COMMITTED);
        awaitTold("gen-1-a", Recorded.LATE);
    }

    @Test
    void triesAgainWhenTheDatabaseFailed() {
        limit(IMPATIENT);
        store.write(sql -> sql.update("alter table usage_day rename to usage_day_away"));
        settle("gen-1-a");
        awaitTold("gen-1-a", Recorded.LATE);
        assertThat(recorded("gen-1-a")).isFalse();
        store.write(sql -> sql.update("alter table usage_day_away rename to usage_day"));
        await().until(() -> recorded("gen-1-a"));
        assertThat(charged()).isEqualTo(1);
    }

    @Test
    void setsAsideOnlyTheRecordThatCanNeverBeStored() throws Exception {
        try (var _ = silence()) {
            for (int i = 0; i < 20; i++) {
                settle("gen-1-" + i);
            }
            settle(TestGenerations.withModel(plain("gen-1-bad", OWNER, NOON, 1), null));
            for (int i = 20; i < 40; i++) {
                settle("gen-1-" + i);
            }
        }
        awaitTold("gen-1-bad", Recorded.REFUSED);
        for (int i = 0; i < 40; i++) {
            awaitTold("gen-1-" + i, Recorded.COMMITTED);
        }
        assertThat(charged()).isEqualTo(40);
    }

    @Test
    void refusesMoreThanItCanKeep() throws Exception {
        limit(new QueuedSettlement.Limits(4, 2, Duration.ZERO,
                Duration.ofSeconds(60), Duration.ofSeconds(10)));
        try (var _ = silence()) {
            for (int i = 0; i < 4; i++) {
                settle("gen-1-" + i);
            }
            assertThat(settlement.healthy()).isFalse();
            settle("gen-1-more");
            awaitTold("gen-1-more", Recorded.REFUSED);
        }
        awaitTold("gen-1-3", Recorded.COMMITTED);
        assertThat(recorded("gen-1-more")).isFalse();
    }

    @Test
    void commitsWhatWaitsBeforeItCloses() {
        for (int i = 0; i < 2_000; i++) {
            settle("gen-1-" + i);
        }
        settlement.close();
        assertThat(charged()).isEqualTo(2_000);
        settle("gen-1-late");
        awaitTold("gen-1-late", Recorded.REFUSED);
    }

    @Test
    void doesNotWaitForeverForASilentDatabaseWhenItCloses() throws Exception {
        limit(new QueuedSettlement.Limits(10, 2, Duration.ZERO,
                Duration.ofSeconds(60), Duration.ofMillis(100)));
        try (var _ = silence()) {
            for (int i = 0; i < 5; i++) {
                settle("gen-1-" + i);
            }
            settlement.close();
            for (int i = 0; i < 5; i++) {
                awaitTold("gen-1-" + i, Recorded.LATE);
            }
        }
        limit(PATIENT);
        assertThat(charged()).as("by the next process, from the spill").isEqualTo(5);
    }

    @Test
    void recordsInTheNextProcessWhatWasSpilled() throws Exception {
        limit(IMPATIENT);
        var killed = settlement;
        try (var _ = silence()) {
            settle("gen-1-a");
            awaitTold("gen-1-a", Recorded.LATE);
            // What a kill would leave: the spill as it is now.
            try (var files = Files.list(spilled)) {
                for (var file : files.toList()) {
                    Files.copy(file, Files.createDirectories(spilled.resolve("copy")).resolve(file.getFileName()));
                }
            }
        }
        await().until(() -> recorded("gen-1-a"));
        store.write(sql -> sql.update("delete from generation"));
        settlement = new QueuedSettlement(store, TestGenerations.book(store),
                Journal.open(spilled.resolve("copy"), JournalledSettlement.BOUND), PATIENT);
        assertThat(recorded("gen-1-a")).isTrue();
        killed.close();
    }

    @Test
    void goesOnWhenAListenerFails() {
        settlement.settle(plain("gen-1-a", OWNER, NOON, 1), _ -> {
            throw new IllegalStateException("listener");
        });
        settle("gen-1-b");
        awaitTold("gen-1-b", Recorded.COMMITTED);
        assertThat(recorded("gen-1-a")).isTrue();
    }
}
