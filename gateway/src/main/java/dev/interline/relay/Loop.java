package dev.interline.relay;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One event loop, for those who live on it. */
final class Loop {
    private final ContextInternal context;
    private final Deadlines deadlines;

    /** The loop on which this is called. */
    Loop(Vertx vertx) {
        this.context = (ContextInternal) vertx.getOrCreateContext();
        this.deadlines = new Deadlines(System::nanoTime, turn -> after(Deadlines.TICK, turn));
    }

    /** Where what happens on the loop is dispatched. */
    ContextInternal context() {
        return context;
    }

    /** The time limits of everybody on this loop. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** Runs an action on the loop, soon; callable from any thread. */
    void run(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    /** Runs an action on the loop after a pause, of at least one millisecond. */
    void after(Duration pause, Runnable action) {
        context.setTimer(Math.max(1, (pause.toNanos() + 999_999) / 1_000_000), _ -> action.run());
    }

    /** Does work that is too long for the loop on a thread of its own and comes back with the result. */
    <T> void aside(Supplier<T> work, Consumer<T> then, Consumer<RuntimeException> failed) {
        Thread.ofVirtual().name("aside").start(() -> {
            try {
                T result = work.get();
                run(() -> then.accept(result));
            } catch (RuntimeException e) {
                run(() -> failed.accept(e));
            }
        });
    }
}
