package dev.interline.door;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Looks after the request bodies of one event loop that are under way. One timer for all, which runs only while there
 * are some: most bodies are whole as soon as they are seen, and a timer for each would cost more than reading it.
 */
final class SlowBodies {
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Vertx vertx;
    private final Supplier<Duration> silence;
    private final Set<BodyReader> underWay = new HashSet<>();
    private boolean looking;

    /** @param silence how long a client may send nothing of its body; noticed late by two looks at most */
    SlowBodies(Vertx vertx, Supplier<Duration> silence) {
        this.vertx = vertx;
        this.silence = silence;
    }

    void watch(BodyReader body) {
        underWay.add(body);
        if (!looking) {
            looking = true;
            lookSoon();
        }
    }

    void forget(BodyReader body) {
        underWay.remove(body);
    }

    private void lookSoon() {
        vertx.setTimer(LOOK.toMillis(), _ -> look());
    }

    private void look() {
        looking = !underWay.isEmpty();
        if (looking) {
            lookSoon();
            long now = System.nanoTime();
            Duration longest = silence.get();
            List.copyOf(underWay).forEach(body -> body.lookedAt(now, longest));
        }
    }
}
