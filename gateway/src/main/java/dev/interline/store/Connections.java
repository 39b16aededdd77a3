package dev.interline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** How connections to one database are made, and how one of them becomes the owner. */
sealed interface Connections {

    /** Makes connections; each call opens one. */
    DataSource source();

    /** Makes this connection the one that may write, or says who else does. */
    void own(Connection writer) throws SQLException;

    /** How many readers make sense. */
    int readers();

    static Connections of(Database database) {
        return switch (database) {
            case Database.Sqlite sqlite -> new SqliteConnections(sqlite);
            case Database.Postgres postgres -> new PostgresConnections(postgres);
        };
    }

    /** Connections to a file; the data folder's lock says who owns it. */
    record SqliteConnections(DataSource source) implements Connections {
        private static final int BUSY_MILLIS = 2_000;
        /** 16 MB. A page that many commits change is copied into the database's file once for all of them. */
        private static final String CHECKPOINT_PAGES = "4000";

        SqliteConnections(Database.Sqlite database) {
            this(open(database));
        }

        private static DataSource open(Database.Sqlite database) {
            NativeSqlite.point();
            var config = new SQLiteConfig();
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(switch (database.durability()) {
                case PROCESS -> SQLiteConfig.SynchronousMode.NORMAL;
                case POWER -> SQLiteConfig.SynchronousMode.FULL;
            });
            config.setBusyTimeout(BUSY_MILLIS);
            config.enforceForeignKeys(true);
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, CHECKPOINT_PAGES);
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            var source = new SQLiteDataSource(config);
            source.setUrl("jdbc:sqlite:" + database.file());
            return source;
        }

        @Override
        public void own(Connection writer) {
            // The folder is ours, so the file is.
        }

        @Override
        public int readers() {
            return 4;
        }
    }

    /** Connections to a server; a session's advisory lock says who owns the schema. */
    record PostgresConnections(DataSource source) implements Connections {
        /** "interline" in the first seven bits of its letters, so that no other application takes it by chance. */
        private static final long LOCK = 0x696e7465726c6e65L;
        private static final String LOCK_NOT_AVAILABLE = "55P03";

        PostgresConnections(Database.Postgres database) {
            this(open(database));
        }

        private static DataSource open(Database.Postgres database) {
            var source = new PGSimpleDataSource();
            source.setUrl(database.url());
            try {
                for (var name : database.properties().stringPropertyNames()) {
                    source.setProperty(name, database.properties().getProperty(name));
                }
                withDefault(source, database.properties(), "connectTimeout", "5");
                withDefault(source, database.properties(), "socketTimeout", "30");
                withDefault(source, database.properties(), "ApplicationName", "interline");
            } catch (SQLException e) {
                throw new StoreException("bad database property", e);
            }
            return source;
        }

        private static void withDefault(PGSimpleDataSource source, Properties given, String name, String value)
                throws SQLException {
            var url = String.valueOf(source.getURL());
            if (!given.containsKey(name) && !url.contains(name + "=" + value)) {
                source.setProperty(name, value);
            }
        }

        /** Waits a moment: an owner that has just ended is noticed by the server only then. */
        @Override
        public void own(Connection writer) throws SQLException {
            try (var statement = writer.createStatement()) {
                statement.execute("set lock_timeout = '3s'");
                statement.execute("select pg_advisory_lock(" + LOCK + ")");
                statement.execute("reset lock_timeout");
            } catch (SQLException e) {
                if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw new StoreException("the database belongs to another server that is running;"
                            + " stop it, or give this one a database of its own");
                }
                throw e;
            }
        }

        @Override
        public int readers() {
            return 8;
        }
    }
}
