package dev.interline.store;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** Which database keeps the records, and how to reach it. */
public sealed interface Database {

    /**
     * A file of our own.
     *
     * @param file       the database file; its folder exists
     * @param durability what a committed record survives
     */
    record Sqlite(Path file, Durability durability) implements Database {
        public Sqlite {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(durability, "durability");
        }
    }

    /**
     * A PostgreSQL server, 14 or newer.
     *
     * @param url        JDBC address
     * @param properties what goes beside it: user, password, whatever the driver knows
     */
    record Postgres(String url, Properties properties) implements Database {
        public Postgres {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("not the JDBC address of a PostgreSQL database: " + url);
            }
            Objects.requireNonNull(properties, "properties");
        }

        /** Without the properties, which hold the password. */
        @Override
        public String toString() {
            return "Postgres[" + url + "]";
        }
    }

    /** What a committed record survives. */
    enum Durability {
        /** The end of this process, however sudden. */
        PROCESS,
        /** Also the loss of power; each commit waits for the disk. */
        POWER
    }
}
