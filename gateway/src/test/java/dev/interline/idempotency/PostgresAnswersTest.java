package dev.interline.idempotency;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresAnswersTest extends AnswersContract {

    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
