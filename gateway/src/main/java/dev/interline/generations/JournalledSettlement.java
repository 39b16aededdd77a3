package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import dev.interline.journal.Journal;
import dev.interline.ledger.Book;
import dev.interline.store.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settlement by a journal, from which one thread brings the records into the database, in groups.
 *
 * <p>A record is durable as soon as it is in the journal, so that whoever settles is told at once, on its own thread, and
 * nobody waits for the database: the writer looks after each pause, and sooner when a group is full. A commit costs half a
 * millisecond whatever is in it, so the pause is what makes little traffic cheap. Who uses the database does not notice:
 * {@link #flush} comes first, which has everything committed that was settled before. What a killed process leaves in the
 * journal is nothing special either, just more to commit; committing twice changes nothing.
 *
 * <p>While the database refuses, the journal grows up to its bound, and the settlement is not healthy. A record that can
 * never be stored is set aside alone, in the log.
 */
public final class JournalledSettlement implements Bookkeeper {
    /** How many bytes the files of the journal may have: 60,000 records. */
    static final long BOUND = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JournalledSettlement.class);
    private static final ThreadLocal<ByteSink> ENTRY = ThreadLocal.withInitial(() -> new ByteSink(2_048));
    /** Longer memory is not kept for the next record. */
    private static final int LONG_ENTRY = 64 << 10;

    private final Journal journal;
    private final Limits limits;
    private final GroupWriter groups;
    private final Thread writer;
    private final Object progress = new Object();
    /** Nothing waits, and the writer sleeps until it is woken. */
    private volatile boolean idle;
    /** Somebody waits for what is in the journal. */
    private volatile boolean wanted;
    private volatile boolean closing;
    /** When the group was begun that is being committed, in nanoseconds of {@link System#nanoTime}; 0 if none is. */
    private volatile long committingSince;

    /**
     * How much and how long.
     *
     * @param group most records of one transaction
     * @param pause how long the writer lets records gather that do not fill a group
     * @param patience how long others wait for a silent database, and after which it counts as such
     * @param drain how long {@link JournalledSettlement#close} waits for the last records
     */
    public record Limits(int group, Duration pause, Duration patience, Duration drain) {
        public static final Limits DEFAULT = new Limits(256, Duration.ofSeconds(1), Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    /** Settles into this store, which outlives it, through this journal, which it closes; first what is left in it. */
    public JournalledSettlement(Store store, Book book, Journal journal, Limits limits) {
        this.journal = journal;
        this.limits = limits;
        this.groups = new GroupWriter(store, book);
        this.writer = Thread.ofPlatform().name("settlement").daemon().unstarted(this::write);
        writer.start();
        flush();
        store.first(this::flush);
    }

    @Override
    public void settle(Generation generation, Consumer<Recorded> done) {
        var entry = ENTRY.get();
        entry.clear();
        JournalEntry.write(generation, entry);
        boolean kept = journal.append(entry.array(), entry.size());
        if (entry.size() > LONG_ENTRY) {
            ENTRY.remove();
        }
        if (idle) {
            // Once, however many come before the writer is awake.
            idle = false;
            LockSupport.unpark(writer);
        } else if (journal.appended() % limits.group() == 0) {
            // Now and then two threads miss this one; then the pause ends, or the next group is full.
            LockSupport.unpark(writer);
        }
        if (!kept) {
            LOG.error("not recorded, {}: {}", closing ? "the server has stopped" : "too many records wait",
                    Booking.of(generation));
        }
        Waiting.tell(done, kept ? Recorded.COMMITTED : Recorded.REFUSED, generation.id());
    }

    @Override
    public void checkpoint(Generation generation) {
        // Kept by CheckpointedSettlement, for all settlements alike.
    }

    @Override
    public boolean healthy(Duration outage) {
        long since = committingSince;
        return !closing && !journal.isNearlyFull()
                && (since == 0 || System.nanoTime() - since < limits.patience().toNanos() + outage.toNanos());
    }

    /** Returns when everything is in the database that was settled before, or when that takes too long. */
    void flush() {
        long until = journal.appended();
        if (journal.finished() >= until || Thread.currentThread().equals(writer)) {
            return;
        }
        long deadline = System.nanoTime() + limits.patience().toNanos();
        synchronized (progress) {
            while (journal.finished() < until && writer.isAlive()) {
                wanted = true;
                LockSupport.unpark(writer);
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    return;
                }
                try {
                    progress.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Commits what waits and stops; what cannot be committed in time stays in the journal for the next process. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        try {
            if (!writer.join(limits.drain())) {
                groups.giveUp();
                writer.interrupt();
                writer.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }

    private void write() {
        while (!groups.gaveUp()) {
            journal.prepare();
            commitAll();
            if (journal.finished() == journal.appended()) {
                if (closing) {
                    return;
                }
                sleep();
            }
            if (!wanted && !closing) {
                LockSupport.parkNanos(limits.pause().toNanos());
            }
        }
    }

    private void sleep() {
        idle = true;
        if (journal.finished() == journal.appended() && !closing) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void commitAll() {
        wanted = false;
        var group = new ArrayList<Left>();
        while (journal.next(limits.group(), entry -> read(entry, group)) > 0) {
            committingSince = System.nanoTime() | 1;
            groups.commit(group);
            if (groups.gaveUp()) {
                return;
            }
            committingSince = 0;
            journal.done();
            group.clear();
            synchronized (progress) {
                progress.notifyAll();
            }
        }
    }

    private static void read(ByteBuffer entry, List<Left> group) {
        try {
            group.add(new Left(JournalEntry.read(entry)));
        } catch (RuntimeException e) {
            LOG.error("not recorded, since it cannot be read: {}",
                    StandardCharsets.US_ASCII.decode(Base64.getEncoder().encode(entry.rewind())), e);
        }
    }
}
