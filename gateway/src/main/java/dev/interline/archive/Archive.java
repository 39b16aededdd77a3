package dev.interline.archive;

import dev.interline.store.Sql;
import dev.interline.store.Store;
import dev.interline.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The responses that are kept. One thread writes them, as many in one transaction as wait; who hands one over hears when it
 * is durable, or that it will not be kept. Thread-safe.
 */
public final class Archive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    /** How many bytes may wait for the database. */
    private static final long MOST_WAITING = 64L << 20;
    /** Most responses of one transaction. */
    private static final int BATCH = 64;
    /** When an account has too many, a tenth goes at once, so that not every response has to look for the oldest. */
    private static final int ROOM = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Store store;
    private final InstantSource clock;
    private final Supplier<Bounds> bounds;
    /** Empty, if nothing will come any more. */
    private final LinkedBlockingQueue<Optional<Waiting>> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicInteger waiting = new AtomicInteger();
    /** How many each account has, about: counted anew when it is too many. Belongs to the writer. */
    private final Map<String, Long> counts = new HashMap<>();
    private boolean counted;
    private final Thread writer;
    private volatile boolean closing;

    /**
     * How much is kept, and how long.
     *
     * @param keepFor older ones are not found, and deleted some time later
     * @param size most bytes of one, its input included
     * @param perAccount most of one account; the oldest go first
     */
    public record Bounds(Duration keepFor, long size, long perAccount) {}

    private record Waiting(Draft draft, Runnable done) {}

    private record Row(Draft draft, StoredResponse response) {}

    private Archive(Store store, InstantSource clock, Supplier<Bounds> bounds) {
        this.store = store;
        this.clock = clock;
        this.bounds = bounds;
        this.writer = Thread.ofVirtual().name("archive").unstarted(this::write);
    }

    /** Opens what is kept. */
    public static Archive open(Store store, InstantSource clock, Supplier<Bounds> bounds) {
        var archive = new Archive(store, clock, bounds);
        archive.writer.start();
        return archive;
    }

    /**
     * Keeps an answer. Does not block.
     *
     * @param done called on another thread once it is durable, or will not be kept: it is no good answer, it is too large,
     *        or the database is away, which is logged
     */
    public void keep(Draft draft, Runnable done) {
        if (closing || waitingBytes.addAndGet(draft.bytes()) > MOST_WAITING) {
            waitingBytes.addAndGet(-draft.bytes());
            LOG.warn("a response is not kept: more wait for the database than fit into memory");
            done.run();
            return;
        }
        waiting.incrementAndGet();
        queue.add(Optional.of(new Waiting(draft, done)));
    }

    /** How many wait to be kept. */
    public int waiting() {
        return waiting.get();
    }

    /** One of an owner's responses. Blocks. */
    public Optional<StoredResponse> find(Owner owner, String id) {
        return isId(id) ? store.read(sql -> ArchiveStore.find(sql, owner, id, oldest())) : Optional.empty();
    }

    /** What one of an owner's responses answered, by the item's id, as JSON. Blocks. */
    public Optional<String> item(Owner owner, String id) {
        return isId(id) ? store.read(sql -> ArchiveStore.item(sql, owner, id, oldest())) : Optional.empty();
    }

    /** Older ones are as good as deleted. */
    private Instant oldest() {
        return Instant.ofEpochMilli(clock.millis()).minus(bounds.get().keepFor());
    }

    /** Deletes one of an owner's responses and tells whether it was there. Blocks. */
    public boolean delete(Owner owner, String id) {
        return isId(id) && store.write(sql -> ArchiveStore.delete(sql, owner, id));
    }

    /** Whatever else a path may hold is not for the database. */
    private static boolean isId(String id) {
        return id.matches("[!-~]{1,200}");
    }

    /** Keeps what waits, and stops. */
    @Override
    public void close() {
        closing = true;
        queue.add(Optional.empty());
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            var batch = new ArrayList<Waiting>();
            boolean more = true;
            while (more) {
                Optional<Waiting> next = queue.take();
                while (next.isPresent() && batch.size() < BATCH - 1 && !queue.isEmpty()) {
                    batch.add(next.get());
                    next = queue.take();
                }
                next.ifPresent(batch::add);
                more = next.isPresent();
                insert(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void insert(List<Waiting> batch) {
        try {
            var rows = new ArrayList<Row>();
            for (Waiting one : batch) {
                response(one.draft()).ifPresent(response -> rows.add(new Row(one.draft(), response)));
            }
            if (!rows.isEmpty()) {
                store.write(sql -> put(sql, rows));
            }
        } catch (StoreException e) {
            LOG.warn("responses cannot be kept: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("responses could not be kept", e);
        } finally {
            for (Waiting one : batch) {
                waitingBytes.addAndGet(-one.draft().bytes());
                one.done().run();
                waiting.decrementAndGet();
            }
        }
    }

    private Optional<StoredResponse> response(Draft draft) {
        Optional<StoredResponse> response = draft.response();
        if (response.isPresent() && response.get().size() > bounds.get().size()) {
            LOG.info("the response {} is not kept: it is larger than {} bytes (responses.store.max-size)",
                    response.get().id(), bounds.get().size());
            return Optional.empty();
        }
        return response;
    }

    private boolean put(Sql sql, List<Row> rows) throws SQLException {
        if (!counted) {
            // Not at the start, which would wait for it.
            counts.putAll(ArchiveStore.counts(sql));
            counted = true;
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        for (Row row : rows) {
            Owner owner = row.draft().owner();
            ArchiveStore.put(sql, owner, row.draft().previous().orElse(null), row.response(), now);
            long held = counts.merge(owner.account(), 1L, Long::sum);
            long most = bounds.get().perAccount();
            if (held > most) {
                long real = ArchiveStore.count(sql, owner.account());
                long gone =
                        real > most ? ArchiveStore.deleteOldest(sql, owner.account(), real - most + most / ROOM) : 0;
                counts.put(owner.account(), real - gone);
            }
        }
        return true;
    }
}
