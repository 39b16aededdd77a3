package dev.interline.generations;

import static dev.interline.generations.TestGenerations.NOON;
import static dev.interline.generations.TestGenerations.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.store.Database;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointsTest {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");

    @TempDir
    private Path folder;

    private Database database;
    private Store store;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        store = Store.open(database);
        store.write(sql -> sql.update("insert into account (id, name, created_at) values (?, ?, ?)", "acc_1", "a", 0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Bookkeeper settlement() {
        return Bookkeeper.open(store, TestGenerations.book(store), database, folder);
    }

    private long charged() {
        return new Generations(store, () -> NOON).spending("key-1").ever().charged().nanos();
    }

    /** What a killed process leaves open is not closed. */
    @SuppressWarnings("resource")
    @Test
    void chargesWhatAKilledProcessNotedLast() {
        var killed = settlement();
        killed.checkpoint(plain("gen-1-a", OWNER, NOON, 10));
        killed.checkpoint(plain("gen-1-b", OWNER, NOON, 100));
        killed.checkpoint(plain("gen-1-a", OWNER, NOON, 20));
        try (var _ = settlement()) {
            assertThat(charged()).isEqualTo(120);
        }
        try (var _ = settlement()) {
            assertThat(charged()).as("once").isEqualTo(120);
        }
    }

    @SuppressWarnings("resource")
    @Test
    void chargesWhatWasSettledAfterAllAsItWasSettled() {
        var killed = settlement();
        killed.checkpoint(plain("gen-1-a", OWNER, NOON, 10));
        killed.settle(plain("gen-1-a", OWNER, NOON, 30), _ -> {});
        try (var _ = settlement()) {
            assertThat(charged()).isEqualTo(30);
        }
    }

    @Test
    void forgetsNotesWhenItEndsInGoodOrder() {
        try (var settlement = settlement()) {
            settlement.checkpoint(plain("gen-1-a", OWNER, NOON, 10));
        }
        try (var _ = settlement()) {
            assertThat(charged()).isZero();
        }
    }

    @Test
    void letsOldNotesGo() {
        try (var settlement = settlement()) {
            var checkpoints = folder.resolve("checkpoints").toFile();
            for (int i = 0; i < 20_000; i++) {
                settlement.checkpoint(plain("gen-1-" + i, OWNER, NOON, 10));
            }
            assertThat(checkpoints.list()).hasSizeGreaterThan(1);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                settlement.checkpoint(plain("gen-1-x", OWNER, NOON, 10));
                var files = checkpoints.list();
                return files != null && files.length <= 3;
            });
        }
    }
}
