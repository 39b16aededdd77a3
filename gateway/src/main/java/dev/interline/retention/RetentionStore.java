package dev.interline.retention;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.time.Instant;

/** The SQL of retention. */
final class RetentionStore {
    private static final String DELETE = """
            delete from %1$s where %2$s in (select %2$s from %1$s where created_at < ? order by created_at limit ?)
            """;

    private RetentionStore() {}

    /**
     * Deletes the oldest of what is older than this.
     *
     * @param most how many at most
     * @return how many
     */
    static int delete(Sql sql, Kind kind, Instant before, int most) throws SQLException {
        return sql.update(DELETE.formatted(kind.table(), kind.key()), before, most);
    }
}
