package dev.interline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where records are kept.
 *
 * @param url JDBC address of a PostgreSQL database; without it an SQLite file in the data folder
 * @param durability what a committed record survives
 * @param onOutage what becomes of new requests while the database takes no records
 * @param goOnFor how long they go on where they do
 */
public record Database(
        Optional<String> url,
        Optional<String> user,
        Optional<Secret> password,
        @Default("process") Durability durability,
        @Default("fail-closed") Outage onOutage,
        @Default("5m") Duration goOnFor) {

    /** What a committed record survives. */
    public enum Durability {
        /** The end of this process, however sudden. */
        PROCESS,
        /** Also the loss of power; each commit waits for the disk. */
        POWER
    }

    /** What becomes of new requests while the database takes no records. */
    public enum Outage {
        /** They are refused with 503 until it does. */
        FAIL_CLOSED,
        /** They are decided by what is in memory, and their records wait in a file. */
        GO_ON
    }

    /** How long new requests go on while the database takes no records. */
    public Duration tolerated() {
        return onOutage == Outage.GO_ON ? goOnFor : Duration.ZERO;
    }

    public Database {
        var checks = new Checks();
        url.ifPresent(value -> {
            checks.that(value.startsWith("jdbc:postgresql:"), "url", value,
                    "an address such as jdbc:postgresql://host:5432/interline");
            checks.that(!value.matches("(?i).*([?&]password=|//[^/]*@).*"), "url", value,
                    "an address without credentials; they belong to database.user and database.password");
        });
        checks.that(url.isPresent() || user.isEmpty(), "user", user.orElse(""), "only together with database.url");
        checks.that(url.isPresent() || password.isEmpty(), "password", Secret.MASK, "only together with database.url");
        checks.between("go-on-for", goOnFor, Duration.ofSeconds(1), Duration.ofDays(1));
        checks.done();
    }
}
