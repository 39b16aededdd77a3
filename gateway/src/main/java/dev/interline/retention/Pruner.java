package dev.interline.retention;

import dev.interline.store.Store;
import dev.interline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes records that are old enough, in small transactions with rests between them, so that whoever else writes waits
 * for one of them at most and has the database most of the time. Runs on a virtual thread of its own.
 */
public final class Pruner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
    /** Longer than any code can be used. */
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Store store;
    private final Ages ages;
    private final InstantSource clock;
    private final Pace pace;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable Thread thread;

    /**
     * How much and how often.
     *
     * @param batch most rows of one transaction
     * @param share how many times as long as a transaction took it rests afterwards
     * @param rest how long it rests at least
     * @param every how long after the end of one round the next begins
     */
    public record Pace(int batch, int share, Duration rest, Duration every) {
        public static final Pace USUAL = new Pace(500, 4, Duration.ofMillis(100), Duration.ofHours(1));
    }

    /**
     * How old things may get; empty for any age. Asked in each round.
     *
     * @param generations generations and what is said of them
     * @param responses responses that are kept for their clients
     */
    public record Ages(Supplier<Optional<Duration>> generations, Supplier<Optional<Duration>> responses) {}

    public Pruner(Store store, Ages ages, InstantSource clock, Pace pace) {
        this.store = store;
        this.ages = ages;
        this.clock = clock;
        this.pace = pace;
    }

    /** Begins after a pause; call it once. */
    public synchronized void start(Duration pause) {
        thread = Thread.ofVirtual().name("pruner").start(() -> run(pause));
    }

    private void run(Duration pause) {
        var wait = pause;
        while (!isClosed(wait)) {
            try {
                prune();
            } catch (StoreException e) {
                LOG.warn("cannot delete old records, trying again in {} minutes: {}", pace.every().toMinutes(),
                        e.getMessage());
            }
            wait = pace.every();
        }
    }

    /** One round; it ends early when this is closed. */
    void prune() {
        ages.generations().get().ifPresent(age -> {
            prune(Kind.GENERATIONS, age);
            prune(Kind.FEEDBACK, age);
        });
        ages.responses().get().ifPresent(age -> {
            prune(Kind.ITEMS, age);
            prune(Kind.RESPONSES, age);
        });
        prune(Kind.AUTH_CODES, DAY);
    }

    private void prune(Kind kind, Duration age) {
        var before = Instant.ofEpochMilli(clock.millis()).minus(age);
        long total = 0;
        int deleted = pace.batch();
        while (deleted >= pace.batch() && !isClosed(Duration.ZERO)) {
            long began = System.nanoTime();
            deleted = store.write(sql -> RetentionStore.delete(sql, kind, before, pace.batch()));
            total += deleted;
            if (deleted >= pace.batch()) {
                rest(Duration.ofNanos(System.nanoTime() - began));
            }
        }
        if (total > 0) {
            LOG.info("deleted {} rows of {} from before {}", total, kind.table(), before);
        }
    }

    private void rest(Duration worked) {
        var fair = worked.multipliedBy(pace.share());
        isClosed(fair.compareTo(pace.rest()) > 0 ? fair : pace.rest());
    }

    /** Waits this long, or until it is closed. */
    private boolean isClosed(Duration wait) {
        try {
            return closing.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Waits for the transaction that is under way. It is not interrupted, since that would break the connection. */
    @Override
    public synchronized void close() {
        closing.countDown();
        if (thread != null) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
