package dev.interline.generations;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;

final class SqliteGenerationsTest extends GenerationsContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
