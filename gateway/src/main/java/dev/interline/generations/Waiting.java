package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import dev.interline.journal.Journal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that somebody waits for, who is to be told once. */
final class Waiting implements Pending {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final Generation generation;
    private final Booking booking;
    private final long since = System.nanoTime();
    private final AtomicReference<@Nullable Consumer<Recorded>> done;
    private volatile boolean settled;
    /** In a file, from which it comes into the database whatever becomes of this process. */
    private boolean spilled;

    Waiting(Generation generation, Consumer<Recorded> done) {
        this.generation = generation;
        this.booking = Booking.of(generation);
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

    /** The database takes too long: it goes into a file, too, and whoever waits is told. */
    void late(Journal spill) {
        spill(spill);
        tell(Recorded.LATE);
    }

    /** Nobody will commit it in this process. */
    void leave(Journal spill) {
        if (settled || spill(spill)) {
            tell(Recorded.LATE);
        } else {
            refuse("the server stopped before the database took it");
        }
    }

    private synchronized boolean spill(Journal spill) {
        if (!spilled && !settled) {
            var entry = new ByteSink(2_048);
            JournalEntry.write(generation, entry);
            spilled = spill.append(entry.array(), entry.size());
        }
        return spilled;
    }

    private void tell(Recorded what) {
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
