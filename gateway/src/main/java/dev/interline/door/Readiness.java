package dev.interline.door;

import dev.interline.generations.Settlement;
import java.time.Duration;
import java.util.Optional;

/** Whether new requests are welcome. Shared by all threads. */
public final class Readiness {
    private final Settlement settlement;
    private final Duration outage;
    private volatile boolean open;
    private volatile boolean draining;

    /**
     * Not open until told so.
     *
     * @param outage how long requests are welcome while the database takes no records
     */
    public Readiness(Settlement settlement, Duration outage) {
        this.settlement = settlement;
        this.outage = outage;
    }

    /** The server listens. */
    public void open() {
        open = true;
    }

    /** The server is about to stop: running answers finish, new requests are turned away. */
    public void drain() {
        draining = true;
    }

    /** Whether what new requests will cost can be recorded. */
    boolean canRecord() {
        return settlement.healthy(outage);
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
        return canRecord() ? Optional.empty() : Optional.of("records cannot be written");
    }
}
