package dev.interline.generations.activity;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresAnalyticsTest extends AnalyticsContract {

    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
