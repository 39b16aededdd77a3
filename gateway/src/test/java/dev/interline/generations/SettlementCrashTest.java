package dev.interline.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.store.Database;
import dev.interline.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a server that did not come to its end. */
final class SettlementCrashTest {
    private static final Generation.Owner OWNER = new Generation.Owner("acc_1", "ws-1", "key-1");

    @TempDir
    private Path folder;

    private static Database database(Path folder, Database.Durability durability) {
        return new Database.Sqlite(folder.resolve("interline.db"), durability);
    }

    /** Settles without end and says which records are committed, until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            var database = database(Path.of(arguments[0]), Database.Durability.valueOf(arguments[1]));
            var store = Store.open(database);
            var settlement = Bookkeeper.open(store, TestGenerations.book(store), database,
                    Path.of(arguments[0]));
            for (int i = 0; i < 20_000; i++) {
                var id = "gen-1-" + i;
                settlement.settle(TestGenerations.plain(id, OWNER, TestGenerations.NOON, 1), what -> {
                    System.out.println(id + " " + what);
                    System.out.flush();
                });
            }
            System.in.read();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsEveryRecordThatWasToldToBeCommitted(Database.Durability durability)
            throws IOException, InterruptedException {
        var victim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Victim.class.getName(), folder.toString(), durability.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var said = victim.inputReader()) {
            var told = said.lines().filter(line -> line.endsWith(" COMMITTED")).limit(2_000)
                    .map(line -> line.substring(0, line.indexOf(' '))).toList();
            victim.destroyForcibly().waitFor();
            assertThat(told).hasSize(2_000);
            var database = database(folder, durability);
            try (var store = Store.open(database);
                    var _ = Bookkeeper.open(store, TestGenerations.book(store), database, folder)) {
                List<String> kept = store
                        .read(sql -> sql.list("select id from generation", row -> row.text("id")));
                assertThat(kept).containsAll(told).doesNotHaveDuplicates();
                assertThat(new Generations(store, () -> TestGenerations.NOON).spending("key-1").ever().charged()
                        .nanos()).isEqualTo(kept.size());
            }
        }
    }
}
