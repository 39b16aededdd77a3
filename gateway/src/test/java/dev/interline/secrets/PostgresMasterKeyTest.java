package dev.interline.secrets;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresMasterKeyTest extends MasterKeyContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
