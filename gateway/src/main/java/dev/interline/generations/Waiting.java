package dev.interline.generations;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A generation on its way into the database, and who is to be told, once. */
final class Waiting {
    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    private final Generation generation;
    private final long since = System.nanoTime();
    private final AtomicReference<@Nullable Consumer<Recorded>> done;
    private volatile boolean settled;

    Waiting(Generation generation, Consumer<Recorded> done) {
        this.generation = generation;
        this.done = new AtomicReference<>(done);
    }

    Generation generation() {
        return generation;
    }

    /** When it came, in nanoseconds of {@link System#nanoTime}. */
    long since() {
        return since;
    }

    void committed() {
        settled = true;
        tell(Recorded.COMMITTED);
    }

    /** Leaves the record in the log, from which an operator can book it, and nowhere else. */
    void refuse(String why) {
        if (!settled) {
            settled = true;
            LOG.error("not recorded, {}: id={} account={} key={} created_at={} model={} {}", why, generation.id(),
                    generation.owner().account(), generation.owner().keyHash(), generation.createdAt(),
                    generation.service().model(), DocumentWriter.write(generation));
            tell(Recorded.REFUSED);
        }
    }

    void tell(Recorded what) {
        var listener = done.getAndSet(null);
        if (listener == null) {
            return;
        }
        try {
            listener.accept(what);
        } catch (RuntimeException e) {
            LOG.error("whoever waited for the settlement of {} failed when told", generation.id(), e);
        }
    }
}
