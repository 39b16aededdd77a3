package dev.interline.relay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One event loop, for those who live on it. */
final class Loop {
    private final Vertx vertx;
    private final Context context;

    Loop(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    /** Runs an action on the loop, soon; callable from any thread. */
    void run(Runnable action) {
        context.runOnContext(_ -> action.run());
    }

    /** Runs an action on the loop after a pause, of at least one millisecond. */
    long after(long nanos, Runnable action) {
        return vertx.setTimer(Math.max(1, (nanos + 999_999) / 1_000_000), _ -> action.run());
    }

    long after(Duration pause, Runnable action) {
        return after(pause.toNanos(), action);
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
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
