package dev.interline.ledger;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresBookTest extends BookContract {

    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
