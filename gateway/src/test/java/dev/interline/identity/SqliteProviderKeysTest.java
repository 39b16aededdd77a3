package dev.interline.identity;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteProviderKeysTest extends ProviderKeysContract {
    @TempDir
    private Path folder;

    @Override
    Database database() {
        return TestDatabase.sqlite(folder);
    }
}
