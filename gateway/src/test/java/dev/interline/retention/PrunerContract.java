package dev.interline.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.generations.Generation;
import dev.interline.generations.TestGenerations;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deleted on every database, and what is not. */
abstract class PrunerContract {
    private static final Instant NOW = TestGenerations.NOON;
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");
    private static final Pruner.Pace QUICK = new Pruner.Pace(3, 0, Duration.ZERO, Duration.ofHours(1));

    private final AtomicReference<Optional<Duration>> kept = new AtomicReference<>(Optional.of(Duration.ofDays(90)));
    private Store store;

    abstract Database database();

    @BeforeEach
    void open() {
        store = Store.open(database());
        store.write(sql -> sql.update("insert into account (id, name, created_at) values ('acc_1', 'a', 1)")
                + sql.update("insert into workspace (id, account, slug, name, created_at, updated_at)"
                        + " values ('ws-1', 'acc_1', 'default', 'D', 1, 1)"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Pruner pruner(Pruner.Pace pace) {
        return new Pruner(store, new Pruner.Ages(kept::get, () -> Optional.of(Duration.ofDays(30))), () -> NOW, pace);
    }

    private void generations(String... at) {
        var book = TestGenerations.book(store);
        for (var time : at) {
            TestGenerations.settle(store, book,
                    TestGenerations.plain("gen-1-" + time, OWNER, Instant.parse(time), 10));
        }
    }

    private List<String> ids(String table, String key) {
        return store
                .read(sql -> sql.list("select " + key + " as id from " + table + " order by 1", row -> row.text("id")));
    }

    private long sum(String column, String table) {
        return store.read(sql -> sql.first("select cast(sum(" + column + ") as bigint) as total from " + table,
                row -> row.number("total"))).orElseThrow();
    }

    @Test
    void deletesKeptResponsesThatAreOldEnough() {
        store.write(sql -> {
            for (var age : List.of(31, 29)) {
                sql.update("insert into stored_response (id, account, workspace, input, response, size, created_at)"
                        + " values (?, 'acc_1', 'ws-1', '[]', '{}', 4, ?)", "resp_" + age,
                        NOW.minus(Duration.ofDays(age)));
                for (int i = 0; i < 3; i++) {
                    sql.update("insert into stored_item (response, item, account, workspace, json, created_at)"
                            + " values (?, ?, 'acc_1', 'ws-1', '{}', ?)", "resp_" + age, "msg_" + i,
                            NOW.minus(Duration.ofDays(age)));
                }
            }
            return true;
        });
        kept.set(Optional.empty());
        pruner(QUICK).prune();
        assertThat(ids("stored_response", "id")).containsExactly("resp_29");
        assertThat(ids("stored_item", "response")).containsExactly("resp_29", "resp_29", "resp_29");
        store.write(sql -> sql.update("delete from stored_response") + sql.update("delete from stored_item"));
    }

    @Test
    void deletesGenerationsThatAreOldEnoughAndNoMoney() {
        generations("2025-12-04T11:59:59.999Z", "2025-12-04T12:00:00Z", "2026-03-04T12:00:00Z");
        var entries = ids("ledger_entry", "reference");
        pruner(QUICK).prune();
        assertThat(ids("generation", "id")).containsExactly("gen-1-2025-12-04T12:00:00Z", "gen-1-2026-03-04T12:00:00Z");
        assertThat(sum("charged", "usage_day")).isEqualTo(30);
        assertThat(sum("requests", "usage_day")).isEqualTo(3);
        assertThat(ids("ledger_entry", "reference")).isEqualTo(entries).contains("gen-1-2025-12-04T11:59:59.999Z");
    }

    @Test
    void keepsGenerationsForeverIfToldSo() {
        kept.set(Optional.empty());
        generations("1999-01-01T00:00:00Z");
        feedback("a", Instant.EPOCH);
        pruner(QUICK).prune();
        assertThat(ids("generation", "id")).hasSize(1);
        assertThat(ids("feedback", "id")).hasSize(1);
    }

    private void feedback(String id, Instant at) {
        store.write(sql -> sql.update("insert into feedback (id, generation, account, category, comment, created_at)"
                + " values (?, 'g', 'acc_1', 'other', '', ?)", id, at));
    }

    @Test
    void deletesFeedbackWithGenerationsAndTheRestAfterADay() {
        var day = NOW.minus(Duration.ofDays(1));
        feedback("old", NOW.minus(Duration.ofDays(91)));
        feedback("new", NOW.minus(Duration.ofDays(89)));
        for (var at : List.of(day.minusMillis(1), day)) {
            store.write(sql -> sql
                    .update("insert into auth_code (hash, account, workspace, key_name, key_period, created_at)"
                            + " values (?, 'acc_1', 'ws-1', '', 'ever', ?)", at.toString(), at));
        }
        pruner(QUICK).prune();
        assertThat(ids("feedback", "id")).containsExactly("new");
        assertThat(ids("auth_code", "hash")).containsExactly(day.toString());
    }

    @Test
    void deletesALittleAtATimeTheOldestFirst() {
        generations("2020-01-05T00:00:00Z", "2020-01-02T00:00:00Z", "2020-01-04T00:00:00Z", "2020-01-01T00:00:00Z",
                "2020-01-03T00:00:00Z");
        int deleted = store.write(sql -> RetentionStore.delete(sql, Kind.GENERATIONS, NOW, 3));
        assertThat(deleted).isEqualTo(3);
        assertThat(ids("generation", "id")).containsExactly("gen-1-2020-01-04T00:00:00Z", "gen-1-2020-01-05T00:00:00Z");
        assertThat(Pruner.Pace.USUAL.batch()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void goesOnUntilNothingIsOld() {
        var times = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            times.add(NOW.minus(Duration.ofDays(100 + i)).toString());
        }
        generations(times.toArray(String[]::new));
        pruner(QUICK).prune();
        assertThat(ids("generation", "id")).isEmpty();
    }

    @Test
    void beginsByItselfAndEndsWhenClosed() {
        generations("2020-01-01T00:00:00Z");
        try (var pruner = pruner(Pruner.Pace.USUAL)) {
            pruner.start(Duration.ZERO);
            await().until(() -> ids("generation", "id").isEmpty());
        }
        generations("2020-01-02T00:00:00Z");
        var closed = pruner(QUICK);
        closed.close();
        closed.prune();
        assertThat(ids("generation", "id")).hasSize(1);
    }

    @Test
    void goesByWhatIsConfiguredNow() {
        generations("2026-03-01T00:00:00Z");
        var pruner = pruner(QUICK);
        pruner.prune();
        assertThat(ids("generation", "id")).hasSize(1);
        kept.set(Optional.of(Duration.ofDays(1)));
        pruner.prune();
        assertThat(ids("generation", "id")).isEmpty();
    }
}
