package dev.interline.server;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A part of the gateway that is made on a thread of its own while others are made, so that the start is short. */
final class Ahead<T> {
    private final FutureTask<T> task;

    private Ahead(Supplier<T> maker) {
        task = new FutureTask<>(maker::get);
    }

    /** Begins to make it now. */
    static <T> Ahead<T> of(String name, Supplier<T> maker) {
        var ahead = new Ahead<>(maker);
        Thread.ofPlatform().daemon().name("start-" + name).start(ahead.task);
        return ahead;
    }

    /** The part, as soon as it is made; throws what its maker threw. */
    T get() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the start", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
