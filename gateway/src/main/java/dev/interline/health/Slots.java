package dev.interline.health;

import java.time.Duration;
import java.util.function.IntConsumer;

/** The ring of slots of a rolling time; each is used again when its time has left the window. */
final class Slots {
    private final int count;
    private final long length;
    private long last;
    /** When the slot that fills ends: most calls come before and need no division. */
    private long end;

    /** @param window what all slots cover together; the one that fills at the moment is among them */
    Slots(int count, Duration window) {
        this.count = count;
        this.length = window.toNanos() / count;
        this.end = length;
    }

    int count() {
        return count;
    }

    /** The slot that fills at the moment. */
    int current() {
        return (int) (last % count);
    }

    /** Goes on to this time, which is not negative; {@code cleared} hears of each slot whose content is too old now. */
    void advance(long now, IntConsumer cleared) {
        if (now < end) {
            return;
        }
        long slot = now / length;
        for (long next = Math.max(last + 1, slot - count + 1); next <= slot; next++) {
            cleared.accept((int) (next % count));
        }
        last = slot;
        end = (slot + 1) * length;
    }
}
