package dev.interline.generations;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresGenerationsTest extends GenerationsContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
