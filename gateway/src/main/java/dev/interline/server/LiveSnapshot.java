package dev.interline.server;

import dev.interline.catalog.Catalog;
import dev.interline.catalog.LiveCatalog;
import dev.interline.catalog.api.ModelsApi;
import dev.interline.config.Config;
import dev.interline.door.Snapshot;
import dev.interline.health.Health;
import java.time.InstantSource;

/** The snapshot of the moment: replaced as a whole whenever the configuration or an upstream's list changes. */
final class LiveSnapshot {
    private final LiveCatalog catalog;
    private final InstantSource clock;
    private final Health health;
    private Config config;
    private volatile Snapshot current;

    LiveSnapshot(Config config, LiveCatalog catalog, InstantSource clock, Health health) {
        this.clock = clock;
        this.health = health;
        this.config = config;
        this.catalog = catalog;
        this.current = snapshot(catalog.current());
        catalog.follow(this::changed);
    }

    Snapshot current() {
        return current;
    }

    /** Takes a new configuration; requests under way keep theirs. */
    void reload(Config changed) {
        synchronized (this) {
            config = changed;
        }
        catalog.reload(changed);
    }

    private synchronized void changed(Catalog next) {
        current = snapshot(next);
    }

    private Snapshot snapshot(Catalog next) {
        return new Snapshot(config, next, new ModelsApi(next, clock, health), Paces.of(config.limits().rates()));
    }
}
