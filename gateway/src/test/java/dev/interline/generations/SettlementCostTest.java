package dev.interline.generations;

import static dev.interline.generations.TestGenerations.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.interline.ledger.Book;
import dev.interline.store.CountedSql;
import dev.interline.store.Database;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settling costs, as far as it can be counted. The bounds are a tenth above what it was when they were set. */
final class SettlementCostTest {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");

    @TempDir
    private Path folder;

    private static List<Booking> group(int from, int size) {
        return IntStream.range(from, from + size)
                .mapToObj(i -> Booking.of(TestGenerations.full("gen-1-" + i, OWNER, NOON))).toList();
    }

    @Test
    void chargesAGroupWithAStatementEachForDayAndAccount() throws SQLException {
        Database database = TestDatabase.sqlite(folder);
        Book book;
        try (var store = Store.open(database)) {
            store.write(update -> update.update("insert into account (id, name, created_at) values (?, ?, ?)", "acc_1",
                    "a", 0));
            book = TestGenerations.book(store);
        }
        try (var sql = new CountedSql(database)) {
            for (int size : List.of(1, 8, 128)) {
                long before = sql.rows();
                var group = group(size * 1_000, size);
                sql.transaction(counted -> {
                    GenerationStore.settle(counted, book, group);
                    return true;
                });
                assertThat(sql.rows() - before).as("rows of a group of %d", size)
                        .isEqualTo(2 * size + 4 + (size == 1 ? 2 : 0));
                assertThat(sql.runs()).isEqualTo(Map.of(
                        "insert into generation (id, account, workspace, key_hash, created_at, model, provider, tokens, charged, document)",
                        size,
                        "insert into usage_day (key_hash, day, model, provider, account, workspace, charged, own, requests, prompt,",
                        1,
                        "insert into ledger_entry (writer, seq, at, account, kind, amount, reference, actor, note, mac)",
                        size,
                        "update account set charged = charged + ? where id = ?", 1,
                        "insert into app (id, url, name) values (?, ?, ?) on conflict (id) do update set name = excluded.name",
                        1,
                        "insert into app_category (app, category) values (?, ?) on conflict (app, category) do nothing",
                        2, "insert into app_day (app, day, requests, prompt, completion) values (?, ?, ?, ?, ?)", 1));
                assertThat(sql.prepared()).as("statements prepared by now").isEqualTo(7);
            }
        }
    }

    @Test
    void allocatesLittleOnTheCallersThreadAndNeverLeavesIt() {
        Database database = TestDatabase.sqlite(folder);
        var generation = TestGenerations.full("gen-1-a", OWNER, NOON);
        try (var store = Store.open(database);
                var settlement = Bookkeeper.open(store, TestGenerations.book(store), database, folder)) {
            var here = Thread.currentThread();
            var told = new AtomicInteger();
            Consumer<Recorded> done = what -> {
                if (what == Recorded.COMMITTED && Thread.currentThread().equals(here)) {
                    told.incrementAndGet();
                }
            };
            Runnable settle = () -> settlement.settle(generation, done);
            IntStream.range(0, 20_000).forEach(_ -> settle.run());
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            int count = 2_000;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < count; i++) {
                settle.run();
            }
            long each = (threads.getCurrentThreadAllocatedBytes() - before) / count;
            assertThat(told).hasValue(22_000);
            assertThat(each).as("bytes for each record, on the thread that settles").isLessThanOrEqualTo(1_400);
        }
    }
}
