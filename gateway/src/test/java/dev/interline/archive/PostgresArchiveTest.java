package dev.interline.archive;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresArchiveTest extends ArchiveContract {

    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
