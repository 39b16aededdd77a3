package dev.interline.generations;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteGenerationsTest extends GenerationsContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
