package dev.interline.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
