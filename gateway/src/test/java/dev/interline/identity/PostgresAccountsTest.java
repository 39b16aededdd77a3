package dev.interline.identity;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresAccountsTest extends AccountsContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
