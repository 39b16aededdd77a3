package dev.interline.secrets;

import dev.interline.store.Sql;
import java.sql.SQLException;
import java.util.Optional;

/** The SQL of what a database knows of its master key: a value derived from it. */
final class MasterKeyStore {
    private MasterKeyStore() {}

    static Optional<String> proof(Sql sql) throws SQLException {
        return sql.first("select proof from master_key", row -> row.text("proof"));
    }

    static int insert(Sql sql, String proof) throws SQLException {
        return sql.update("insert into master_key (proof) values (?)", proof);
    }
}
