package dev.interline.door;

import dev.interline.generations.Settlement;
import java.util.Optional;

/** Whether new requests are welcome. Shared by all threads. */
public final class Readiness {
    private final Settlement settlement;
    private volatile boolean open;
    private volatile boolean draining;

    /** Not open until told so. */
    public Readiness(Settlement settlement) {
        this.settlement = settlement;
    }

    /** The server listens. */
    public void open() {
        open = true;
    }

    /** The server is about to stop: running answers finish, new requests are turned away. */
    public void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    /** Why the gateway is not ready; empty when it is. */
    Optional<String> obstacle() {
        if (draining) {
            return Optional.of("stopping");
        }
        if (!open) {
            return Optional.of("starting");
        }
        return settlement.healthy() ? Optional.empty() : Optional.of("records cannot be written");
    }
}
