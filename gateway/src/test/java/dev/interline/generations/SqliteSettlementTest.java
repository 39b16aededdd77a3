package dev.interline.generations;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;

final class SqliteSettlementTest extends SettlementContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
