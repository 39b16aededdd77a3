package dev.interline.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema and its versions. Flyway costs a third of a second before it finds out that there is nothing to do, so its
 * history is read first, and Flyway runs only when there is.
 */
final class Schema {
    /** The newest migration in {@code migrations/}; a test compares the two. */
    static final int VERSION = 7;

    private static final String LOCATION = "classpath:dev/interline/store/migrations";
    private static final String HISTORY = "flyway_schema_history";

    private final DataSource source;

    Schema(DataSource source) {
        this.source = source;
    }

    /** Runs the migrations that are missing; a database of a newer version is refused. */
    void bringUpToDate(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > VERSION) {
            throw new StoreException("the database was made by a newer version (schema " + found
                    + ", this one knows " + VERSION + "); run that version, or restore a backup");
        }
        if (found < VERSION) {
            migrate();
        }
    }

    private void migrate() {
        try {
            Flyway.configure(Schema.class.getClassLoader()).dataSource(source).locations(LOCATION).table(HISTORY).load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException("cannot bring the database's schema to version " + VERSION, e);
        }
    }

    /** The newest migration that the database has; 0 for an empty one. */
    private static int version(Connection connection) throws SQLException {
        if (!hasHistory(connection)) {
            return 0;
        }
        return new Sql(Statements.fresh(connection)).first("""
                select max(cast(version as integer)) as version from flyway_schema_history where success
                """, row -> (int) row.number("version")).orElse(0);
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
            return tables.next();
        }
    }
}
