package dev.interline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("postgres")
final class PostgresStoreTest extends StoreContract {
    @Override
    Database database() {
        return TestDatabase.postgres();
    }

    @Test
    void belongsToOneServerAtATime() {
        var database = TestDatabase.postgres();
        try (var first = Store.open(database)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> Store.open(database)).isInstanceOf(StoreException.class)
                    .hasMessageContaining("belongs to another server");
        }
        Store.open(database).close();
    }

    @Test
    void writesAgainAfterTheServerCutItsConnections() {
        try (var store = Store.open(TestDatabase.postgres())) {
            assertThatThrownBy(() -> store.write(sql -> sql
                    .list("select pg_terminate_backend(pg_backend_pid()) as done", row -> row.flag("done"))))
                    .isInstanceOf(StoreException.class);
            Optional<Long> one = store.write(sql -> sql.first("select 1 as one", row -> row.number("one")));
            assertThat(one).contains(1L);
        }
    }
}
