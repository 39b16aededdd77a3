package dev.interline.limits;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Does something later; quickly, since all requests that wait share it. */
@FunctionalInterface
public interface Timer {
    /** By the system's clock, on the JDK's own thread for that. */
    Timer SYSTEM = (delay, action) -> CompletableFuture
            .delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run).execute(action);

    void after(Duration delay, Runnable action);
}
