package dev.interline.archive;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteArchiveTest extends ArchiveContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
