package dev.interline.config;

import java.util.Optional;

/**
 * Where records are kept.
 *
 * @param url JDBC address of a PostgreSQL database; without it an SQLite file in the data folder
 * @param durability what a committed record survives
 */
public record Database(
        Optional<String> url,
        Optional<String> user,
        Optional<Secret> password,
        @Default("process") Durability durability) {

    /** What a committed record survives. */
    public enum Durability {
        /** The end of this process, however sudden. */
        PROCESS,
        /** Also the loss of power; each commit waits for the disk. */
        POWER
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
        checks.done();
    }
}
