package dev.interline.limits;

import dev.interline.limits.Admission.Decided;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request that waits for its turn. */
public final class Turn {
    private final Shard shard;
    private final Ask ask;
    private final long deadline;
    private @Nullable Decided outcome;
    private @Nullable Consumer<Decided> listener;

    /** @param deadline by {@link Moment#nanos}, after which it waits no longer */
    Turn(Shard shard, Ask ask, long deadline) {
        this.shard = shard;
        this.ask = ask;
        this.deadline = deadline;
    }

    /**
     * Tells this listener once what was decided: at once on this thread or later on another one. It must be quick.
     *
     * <p>Who was admitted has to end its pass even if nobody cares for it any more.
     */
    public void whenDecided(Consumer<Decided> then) {
        Decided known = shard.listen(this, then);
        if (known != null) {
            then.accept(known);
        }
    }

    /** It does not wait any longer; what was decided before stands. */
    public void leave() {
        shard.leave(this);
    }

    // ---- under the shard's monitor ----

    Ask ask() {
        return ask;
    }

    /** Nanoseconds that it still waits; 0 or less if that is over. */
    long left(Moment now) {
        return deadline - now.nanos();
    }

    boolean isOpen() {
        return outcome == null;
    }

    @Nullable
    Decided outcome() {
        return outcome;
    }

    /** @return what was decided already; otherwise the listener will be told */
    @Nullable
    Decided listen(Consumer<Decided> then) {
        listener = then;
        return outcome;
    }

    /** @return what tells whoever listens, to be run outside the monitor */
    Runnable decide(Decided decided) {
        outcome = decided;
        Consumer<Decided> told = listener;
        return told == null ? () -> {} : () -> told.accept(decided);
    }
}
