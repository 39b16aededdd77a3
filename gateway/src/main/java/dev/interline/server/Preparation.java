package dev.interline.server;

import dev.interline.catalog.Known;
import dev.interline.secrets.MasterKey;
import dev.interline.store.Store;

/** What needs no configuration, and is made while that is read: a start is short when both processors work at it. */
public final class Preparation {
    private final Ahead<Known> known = Ahead.of("catalog", Known::load);

    private Preparation() {
        Ahead.of("crypto", () -> {
            MasterKey.prepare();
            Store.prepare();
            return true;
        });
    }

    public static Preparation begin() {
        return new Preparation();
    }

    /** What this program knows by heart. */
    Known known() {
        return known.get();
    }
}
