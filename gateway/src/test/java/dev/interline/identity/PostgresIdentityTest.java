package dev.interline.identity;

import org.junit.jupiter.api.Tag;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;

@Tag("postgres")
final class PostgresIdentityTest extends IdentityContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
