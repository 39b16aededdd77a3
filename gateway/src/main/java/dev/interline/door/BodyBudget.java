package dev.interline.door;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The memory that all request bodies together may take, in bytes; shared by all event loops. */
final class BodyBudget {
    private final LongSupplier limit;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(LongSupplier limit) {
        this.limit = limit;
    }

    /** Takes so many bytes if they are there. */
    boolean take(long bytes) {
        long most = limit.getAsLong();
        while (true) {
            long now = taken.get();
            if (now + bytes > most) {
                return false;
            }
            if (taken.compareAndSet(now, now + bytes)) {
                return true;
            }
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Bytes that are taken at the moment. */
    long taken() {
        return taken.get();
    }
}
