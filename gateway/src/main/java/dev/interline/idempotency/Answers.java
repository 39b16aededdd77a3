package dev.interline.idempotency;

import dev.interline.store.Store;
import dev.interline.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to calls that have names. Which there are is in memory, so that {@link #begin} does not block; the answers
 * themselves are in memory only until they are in the database. Thread-safe.
 *
 * <p>An answer is kept after its client has it: a server that is killed in between has charged for an answer that it will
 * not give again.
 */
public final class Answers implements AutoCloseable {
    /** Longer answers are not kept. */
    public static final int MAX_BODY = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    /** How many bytes may wait for the database. */
    private static final long MOST_WAITING = 64L << 20;
    private static final Duration TIDY = Duration.ofMinutes(10);
    /** When it is too much, a tenth goes at once, so that not every answer has to look for the oldest. */
    private static final int ROOM = 10;

    private final Store store;
    private final InstantSource clock;
    private final Supplier<Bounds> bounds;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    /** Empty, if nothing will come any more. */
    private final LinkedBlockingQueue<Optional<Entry>> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    /** What is in the database, about: counted anew by each {@link #tidy}. Belongs to the writer. */
    private long keptBytes;
    private long tidyAt = System.nanoTime();
    private final Thread writer;
    private volatile boolean closing;

    /**
     * How much is kept, and how long.
     *
     * @param lifetime zero: nothing is
     * @param bytes of all answers together; the oldest go first
     */
    public record Bounds(Duration lifetime, long bytes) {}

    /** What becomes of a call. */
    public sealed interface Begun {
        /** It is made, and its ticket says how it ends. */
        record Fresh(Ticket ticket) implements Begun {}

        /** The same call is being answered. */
        record Running() implements Begun {}

        /** Another call has this name. */
        record Other() implements Begun {}

        /** It was answered; {@link Answers#find} has the answer. */
        record Answered() implements Begun {}
    }

    private static final class Entry {
        private final CallName name;
        private final Instant begunAt;
        private volatile boolean kept;
        private volatile long size;
        private volatile @Nullable KeptAnswer answer;

        Entry(CallName name, Instant begunAt) {
            this.name = name;
            this.begunAt = begunAt;
        }
    }

    /** A call that is being made. */
    public final class Ticket {
        private final Entry entry;

        private Ticket(Entry entry) {
            this.entry = entry;
        }

        /** It was answered, and this is the whole answer; also after it was over, if its client left too early. */
        public void keep(KeptAnswer answer) {
            long size = answer.body().length;
            if (closing || waitingBytes.addAndGet(size) > MOST_WAITING) {
                waitingBytes.addAndGet(-size);
                return;
            }
            entry.answer = answer;
            entry.size = size;
            entry.kept = true;
            var other = entries.putIfAbsent(entry.name.scope(), entry);
            if (other == null || other == entry) {
                waiting.add(Optional.of(entry));
            } else {
                // The client has begun the call again meanwhile: that one's answer counts.
                waitingBytes.addAndGet(-size);
            }
        }

        /** It is over; unless its answer was kept, its name may be used again. */
        public void over() {
            if (!entry.kept) {
                entries.remove(entry.name.scope(), entry);
            }
        }
    }

    private Answers(Store store, InstantSource clock, Supplier<Bounds> bounds) {
        this.store = store;
        this.clock = clock;
        this.bounds = bounds;
        this.writer = Thread.ofVirtual().name("answers").unstarted(this::write);
    }

    /** Opens what is kept. */
    public static Answers open(Store store, InstantSource clock, Supplier<Bounds> bounds) {
        var answers = new Answers(store, clock, bounds);
        for (var kept : store.write(AnswerStore::list)) {
            var entry = new Entry(kept.name(), kept.createdAt());
            entry.size = kept.size();
            entry.kept = true;
            answers.entries.put(kept.name().scope(), entry);
            answers.keptBytes += kept.size();
        }
        answers.writer.start();
        return answers;
    }

    /** Whether answers are kept at all. */
    public boolean keeps() {
        return !bounds.get().lifetime().isZero();
    }

    /** Begins a call, unless it was made or is being made. Does not block. */
    public Begun begin(CallName name) {
        var now = clock.instant();
        var mine = new Entry(name, now);
        var found = entries.compute(name.scope(), (_, known) -> known == null || isStale(known, now) ? mine : known);
        if (found == mine) {
            // One that was too old is replaced, here and in the database, by what comes of this.
            return new Begun.Fresh(new Ticket(mine));
        }
        if (!found.name.request().equals(name.request())) {
            return new Begun.Other();
        }
        return found.kept ? new Begun.Answered() : new Begun.Running();
    }

    private boolean isStale(Entry entry, Instant now) {
        return entry.kept && entry.begunAt.plus(bounds.get().lifetime()).isBefore(now);
    }

    /** The answer to a call that was answered; empty if it is gone meanwhile. Blocks. */
    public Optional<KeptAnswer> find(CallName name) {
        var entry = entries.get(name.scope());
        var answer = entry == null ? null : entry.answer;
        return answer != null ? Optional.of(answer) : store.read(sql -> AnswerStore.find(sql, name));
    }

    /** Keeps what waits, and stops. */
    @Override
    public void close() {
        closing = true;
        waiting.add(Optional.empty());
        try {
            writer.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (true) {
                var next = waiting.poll(TIDY.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    if (next.isEmpty()) {
                        return;
                    }
                    insert(next.get());
                }
                if (keptBytes > bounds.get().bytes() || System.nanoTime() - tidyAt >= 0) {
                    tidy();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void insert(Entry entry) {
        var answer = entry.answer;
        if (answer == null) {
            return;
        }
        try {
            store.write(sql -> {
                AnswerStore.put(sql, entry.name, answer, entry.begunAt);
                return true;
            });
            keptBytes += entry.size;
            entry.answer = null;
        } catch (StoreException e) {
            LOG.warn("the answer to a named call cannot be kept: {}", e.getMessage());
            entries.remove(entry.name.scope(), entry);
        } finally {
            waitingBytes.addAndGet(-entry.size);
        }
    }

    /** Lets go of what is too old, or the oldest of what is too much. */
    private void tidy() {
        tidyAt = System.nanoTime() + TIDY.toNanos();
        var now = clock.instant();
        long limit = bounds.get().bytes();
        var stored = entries.values().stream().filter(entry -> entry.kept && entry.answer == null)
                .sorted(Comparator.comparing((Entry entry) -> entry.begunAt)).toList();
        long bytes = stored.stream().mapToLong(entry -> entry.size).sum();
        long wanted = bytes > limit ? limit - limit / ROOM : limit;
        var gone = new ArrayList<Entry>();
        for (var entry : stored) {
            if (bytes <= wanted && !isStale(entry, now)) {
                break;
            }
            gone.add(entry);
            bytes -= entry.size;
        }
        if (delete(gone)) {
            keptBytes = bytes;
        }
    }

    private boolean delete(List<Entry> gone) {
        if (gone.isEmpty()) {
            return true;
        }
        try {
            store.write(sql -> {
                for (var entry : gone) {
                    AnswerStore.delete(sql, entry.name.scope());
                }
                return true;
            });
        } catch (StoreException e) {
            LOG.warn("old answers cannot be deleted, trying again later: {}", e.getMessage());
            return false;
        }
        gone.forEach(entry -> entries.remove(entry.name.scope(), entry));
        return true;
    }
}
