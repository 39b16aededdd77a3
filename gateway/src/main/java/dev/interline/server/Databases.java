package dev.interline.server;

import dev.interline.store.DataFolder;
import dev.interline.store.Database;
import java.util.Properties;

/** Which database the configuration means. */
public final class Databases {
    private Databases() {}

    public static Database of(dev.interline.config.Database config, DataFolder folder) {
        if (config.url().isEmpty()) {
            return new Database.Sqlite(folder.database(), switch (config.durability()) {
                case PROCESS -> Database.Durability.PROCESS;
                case POWER -> Database.Durability.POWER;
            });
        }
        var properties = new Properties();
        config.user().ifPresent(user -> properties.setProperty("user", user));
        config.password().ifPresent(password -> properties.setProperty("password", password.reveal()));
        return new Database.Postgres(config.url().get(), properties);
    }
}
