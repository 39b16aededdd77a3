package dev.interline.command;

import java.util.Properties;

import dev.interline.config.Config;
import dev.interline.store.DataFolder;
import dev.interline.store.Database;

/** Which database a configuration means: the server that it names, or the file in the data folder. */
final class OwnDatabase {
    private OwnDatabase() {
    }

    static Database of(Config config, DataFolder folder) {
        var wanted = config.database();
        if (wanted.url().isPresent()) {
            var properties = new Properties();
            wanted.user().ifPresent(user -> properties.setProperty("user", user));
            wanted.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
            return new Database.Postgres(wanted.url().get(), properties);
        }
        return new Database.Sqlite(folder.database(), switch (wanted.durability()) {
            case PROCESS -> Database.Durability.PROCESS;
            case POWER -> Database.Durability.POWER;
        });
    }
}
