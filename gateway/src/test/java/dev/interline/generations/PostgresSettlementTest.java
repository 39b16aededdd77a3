package dev.interline.generations;

import org.junit.jupiter.api.Tag;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;

@Tag("postgres")
final class PostgresSettlementTest extends SettlementContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
