package dev.interline.generations;

import static dev.interline.generations.TestGenerations.NOON;
import static dev.interline.generations.TestGenerations.plain;
import static dev.interline.generations.TestGenerations.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.journal.Journal;
import dev.interline.store.Database;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalledSettlementTest {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");
    private static final JournalledSettlement.Limits IMPATIENT = new JournalledSettlement.Limits(128,
            Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(200));

    @TempDir
    private Path folder;

    private Database.Sqlite database;
    private Store store;
    private Generations generations;
    private Bookkeeper settlement;

    @BeforeEach
    void open() {
        database = (Database.Sqlite) TestDatabase.sqlite(folder);
        store = Store.open(database);
        store.write(sql -> sql.update("insert into account (id, name, created_at) values (?, ?, ?)", "acc_1", "a", 0));
        generations = new Generations(store, () -> NOON);
        settlement = Bookkeeper.open(store, TestGenerations.book(store), database, folder);
    }

    @AfterEach
    void close() {
        settlement.close();
        store.close();
    }

    /** Starts again, as another process would. */
    private void reopen(long bound, JournalledSettlement.Limits limits) {
        settlement.close();
        settlement = new JournalledSettlement(store, TestGenerations.book(store),
                Journal.open(folder.resolve("journal"), bound), limits);
    }

    private void reopen() {
        reopen(JournalledSettlement.BOUND, JournalledSettlement.Limits.DEFAULT);
    }

    private Recorded settle(String id) {
        return settle(plain(id, OWNER, NOON, 1));
    }

    /** Settles and expects to be told at once. */
    private Recorded settle(Generation generation) {
        var told = new AtomicReference<Recorded>();
        settlement.settle(generation, what -> {
            assertThat(told.getAndSet(what)).as("told before").isNull();
        });
        return told.get();
    }

    private boolean recorded(String id) {
        return generations.find("acc_1", id).isPresent();
    }

    private long charged() {
        return generations.spending("key-1").ever().charged().nanos();
    }

    private long chargedToTheAccount() {
        return store.read(sql -> sql.first("select charged from account", row -> row.number("charged"))).orElseThrow();
    }

    private List<Path> journal() throws IOException {
        try (var files = Files.list(folder.resolve("journal"))) {
            return files.toList();
        }
    }

    @Test
    void tellsOnTheCallersThreadBeforeItReturns() {
        var teller = new AtomicReference<Thread>();
        settlement.settle(plain("gen-1-a", OWNER, NOON, 1), what -> {
            assertThat(what).isEqualTo(Recorded.COMMITTED);
            teller.set(Thread.currentThread());
        });
        assertThat(teller).hasValue(Thread.currentThread());
    }

    @Test
    void showsEverybodyWhatWasSettledBefore() {
        for (int i = 1; i <= 500; i++) {
            settle("gen-1-" + i);
            if (i % 5 == 0) {
                assertThat(charged()).isEqualTo(i);
                assertThat(recorded("gen-1-" + i)).isTrue();
                assertThat(chargedToTheAccount()).isEqualTo(i);
            }
        }
        settle("gen-1-last");
        long inATransaction = store.<Long>write(sql -> sql.first("select charged from account",
                row -> row.number("charged")).orElseThrow());
        assertThat(inATransaction).isEqualTo(501);
    }

    @Test
    void recordsWithoutBeingAskedTo() throws IOException {
        settle("gen-1-a");
        try (var other = Store.open(database)) {
            await().until(() -> new Generations(other, () -> NOON).find("acc_1", "gen-1-a").isPresent());
        }
        assertThat(settlement.healthy()).isTrue();
    }

    @Test
    void givesBackWhatWasSettled() {
        var full = TestGenerations.full("gen-1-full", OWNER, NOON);
        assertThat(settle(full)).isEqualTo(Recorded.COMMITTED);
        assertThat(generations.find("acc_1", "gen-1-full")).contains(full);
        assertThat(generations.list("acc_1", Page.FIRST).page()).extracting(GenerationSummary::tokens)
                .containsExactly(150L);
        assertThat(generations.spending("key-1").ever().byok()).isEqualTo(full.charge().own());
    }

    @Test
    void chargesOnceWhenManySettleAtOnce() throws InterruptedException {
        int each = 2_000;
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 8; t++) {
            int thread = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    // Every second one comes from two threads, as after a retry.
                    settle("gen-1-%d-%d".formatted(i % 2 == 0 ? thread : thread / 2, i));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        int distinct = 8 * each / 2 + 4 * each / 2;
        assertThat(charged()).isEqualTo(distinct);
        assertThat(chargedToTheAccount()).isEqualTo(distinct);
    }

    @Test
    void doesNotWaitForASilentDatabaseButSaysThatItIsSilent() throws Exception {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        try (var _ = silence(store)) {
            assertThat(settle("gen-1-a")).isEqualTo(Recorded.COMMITTED);
            await().until(() -> !settlement.healthy());
            assertThat(settlement.healthy(Duration.ofMinutes(1))).as("for those who go on for a minute").isTrue();
            await().until(() -> !settlement.healthy(Duration.ofMillis(200)));
            assertThat(settle("gen-1-b")).isEqualTo(Recorded.COMMITTED);
        }
        assertThat(recorded("gen-1-a")).isTrue();
        assertThat(recorded("gen-1-b")).isTrue();
        await().until(settlement::healthy);
    }

    @Test
    void letsReadersWaitNoLongerThanTheirPatience() throws Exception {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        settle("gen-1-a");
        assertThat(charged()).isEqualTo(1);
        try (var _ = silence(store)) {
            settle("gen-1-b");
            assertThat(charged()).as("what is known").isEqualTo(1);
        }
        assertThat(charged()).isEqualTo(2);
    }

    @Test
    void triesAgainWhenTheDatabaseFailed() {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        store.write(sql -> sql.update("alter table usage_day rename to usage_day_away"));
        settle("gen-1-a");
        assertThat(recorded("gen-1-a")).isFalse();
        store.write(sql -> sql.update("alter table usage_day_away rename to usage_day"));
        await().until(() -> recorded("gen-1-a"));
        assertThat(charged()).isEqualTo(1);
    }

    @Test
    void setsAsideOnlyTheRecordThatCanNeverBeStored() {
        store.write(sql -> sql.update("create unique index one_rare on generation (model) where model = 'acme/rare'"));
        for (int i = 0; i < 40; i++) {
            settle("gen-1-" + i);
            if (i == 3 || i == 20) {
                settle(TestGenerations.withModel(plain("gen-1-rare-" + i, OWNER, NOON, 100), "acme/rare"));
            }
        }
        assertThat(charged()).isEqualTo(140);
        assertThat(recorded("gen-1-rare-3")).isTrue();
        assertThat(recorded("gen-1-rare-20")).isFalse();
        assertThat(settlement.healthy()).isTrue();
    }

    @Test
    void setsAsideWhatItCannotRead() {
        settlement.close();
        try (var journal = Journal.open(folder.resolve("journal"), JournalledSettlement.BOUND)) {
            journal.append(new byte[]{99, 1, 2}, 3);
            journal.append(new byte[]{1, 0}, 2);
        }
        reopen();
        settle("gen-1-a");
        assertThat(charged()).isEqualTo(1);
    }

    @Test
    void refusesMoreThanItCanKeep() throws Exception {
        reopen(4L << 20, new JournalledSettlement.Limits(128, Duration.ofMillis(20), Duration.ofSeconds(60),
                Duration.ofSeconds(10)));
        int kept = 0;
        try (var _ = silence(store)) {
            while (settle("gen-1-" + kept) == Recorded.COMMITTED) {
                kept++;
            }
            assertThat(settlement.healthy()).isFalse();
        }
        assertThat(kept).isGreaterThan(10_000);
        assertThat(charged()).isEqualTo(kept);
        assertThat(settle("gen-1-again")).isEqualTo(Recorded.COMMITTED);
        await().until(settlement::healthy);
    }

    @Test
    void commitsWhatIsLeftBeforeItClosesAndLeavesNothingBehind() throws IOException {
        IntStream.range(0, 3_000).forEach(i -> settle("gen-1-" + i));
        settlement.close();
        assertThat(charged()).isEqualTo(3_000);
        assertThat(journal()).isEmpty();
        assertThat(settle("gen-1-late")).isEqualTo(Recorded.REFUSED);
        assertThat(settlement.healthy()).isFalse();
    }

    @Test
    void leavesToTheNextProcessWhatASilentDatabaseDidNotTake() throws Exception {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        try (var _ = silence(store)) {
            settle("gen-1-a");
            settle("gen-1-b");
            settlement.close();
        }
        assertThat(journal()).isNotEmpty();
        reopen();
        assertThat(charged()).isEqualTo(2);
        assertThat(recorded("gen-1-b")).isTrue();
    }

    @Test
    void chargesOnceWhenAJournalIsReadTwice() throws Exception {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        try (var _ = silence(store)) {
            IntStream.range(0, 300).forEach(i -> settle("gen-1-" + i));
            settlement.close();
        }
        var files = new ArrayList<byte[]>();
        for (var file : journal()) {
            files.add(Files.readAllBytes(file));
        }
        reopen();
        assertThat(charged()).isEqualTo(300);
        settlement.close();
        for (int i = 0; i < files.size(); i++) {
            Files.write(folder.resolve("journal").resolve("000000000000000%d.journal".formatted(i + 1)), files.get(i));
        }
        reopen();
        assertThat(charged()).isEqualTo(300);
        assertThat(chargedToTheAccount()).isEqualTo(300);
    }

    @Test
    void waitsForTheDatabaseWhereAJournalPromisesTooLittle() throws Exception {
        reopen(JournalledSettlement.BOUND, IMPATIENT);
        try (var _ = silence(store)) {
            settle("gen-1-left");
            settlement.close();
        }
        store.close();
        var power = new Database.Sqlite(database.file(), Database.Durability.POWER);
        store = Store.open(power);
        settlement = Bookkeeper.open(store, TestGenerations.book(store), power, folder);
        assertThat(((CheckpointedSettlement) settlement).under()).isInstanceOf(QueuedSettlement.class);
        assertThat(new Generations(store, () -> NOON).find("acc_1", "gen-1-left")).isPresent();
    }

    @Test
    void goesOnWhenAListenerFails() {
        settlement.settle(plain("gen-1-a", OWNER, NOON, 1), _ -> {
            throw new IllegalStateException("listener");
        });
        assertThat(settle("gen-1-b")).isEqualTo(Recorded.COMMITTED);
        assertThat(charged()).isEqualTo(2);
    }
}
