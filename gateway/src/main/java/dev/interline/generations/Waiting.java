package dev.interline.generations;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that somebody waits for, who is to be told once. */
final class Waiting implements Pending {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final Booking booking;
    private final long since = System.nanoTime();
    private final AtomicReference<@Nullable Consumer<Recorded>> done;
    private volatile boolean settled;

    Waiting(Booking booking, Consumer<Recorded> done) {
        this.booking = booking;
        this.done = new AtomicReference<>(done);
    }

    @Override
    public Booking booking() {
        return booking;
    }

    /** When it came, in nanoseconds of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    @Override
    public void committed() {
        settled = true;
        tell(Recorded.COMMITTED);
    }

    @Override
    public void refuse(String why) {
        if (!settled) {
            settled = true;
            LOG.error("not recorded, {}: {}", why, booking);
            tell(Recorded.REFUSED);
        }
    }

    void tell(Recorded what) {
        var listener = done.getAndSet(null);
        if (listener != null) {
            tell(listener, what, booking.id());
        }
    }

    /** Tells a listener, whose failure is nobody else's. */
    static void tell(Consumer<Recorded> listener, Recorded what, String id) {
        try {
            listener.accept(what);
        } catch (RuntimeException e) {
            LOG.error("whoever waited for the settlement of {} failed when told", id, e);
        }
    }
}
