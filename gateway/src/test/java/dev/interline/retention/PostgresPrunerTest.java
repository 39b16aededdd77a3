package dev.interline.retention;

import dev.interline.store.Database;
import dev.interline.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgres")
final class PostgresPrunerTest extends PrunerContract {

    @Override
    Database database() {
        return TestDatabase.postgres();
    }
}
