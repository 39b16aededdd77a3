package dev.interline.identity;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresProviderKeysTest extends ProviderKeysContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
