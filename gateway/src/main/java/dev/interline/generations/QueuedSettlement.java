package dev.interline.generations;

import dev.interline.journal.Journal;
import dev.interline.ledger.Book;
import dev.interline.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Settlement by one writer thread that commits what waits, in groups, before anybody is told: for a database that is
 * elsewhere, or must have each record on its disk.
 *
 * <p>The writer takes what waits whenever it is free. It lingers for a moment only if its last group held two or more:
 * a lone request is committed at once, and under load groups form by themselves. While the database refuses, it tries
 * again and again; a second thread watches the clock, since the writer may be stuck in a call: what has waited too long is
 * also put into a file, the spill, from which this process or the next one brings it into the database, and whoever waits
 * is told that it is {@link Recorded#LATE}. A record that can never be stored is set aside alone, in the log, and does not
 * hold up the others.
 */
public final class QueuedSettlement implements Bookkeeper {
    private final Journal spill;
    private final GroupWriter groups;
    private final Limits limits;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Thread writer;
    private final Thread watch;
    /** What is being committed; for whoever watches the clock. */
    private volatile List<Waiting> current = List.of();
    private volatile boolean idle;
    /** Since when records have been late, in nanoseconds of {@link System#nanoTime}; 0 if none is. */
    private volatile long lateSince;
    /** No more than what waits is committed. */
    private volatile boolean closing;
    /** Nobody takes anything from the queue any more. */
    private volatile boolean closed;

    /**
     * How much and how long.
     *
     * @param queue most records that wait; beyond it they are refused
     * @param group most records of one transaction
     * @param linger how long the writer waits for company under load
     * @param patience how long a client is kept waiting for a silent database
     * @param drain how long {@link QueuedSettlement#close} waits for the last records
     */
    public record Limits(int queue, int group, Duration linger, Duration patience, Duration drain) {
        public static final Limits DEFAULT = new Limits(50_000, 512, Duration.ofMillis(1), Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    /** Settles into this store, which outlives it; first what an earlier process has left in the spill, which it closes. */
    public QueuedSettlement(Store store, Book book, Journal spill, Limits limits) {
        this.spill = spill;
        this.groups = new GroupWriter(store, book);
        this.limits = limits;
        this.writer = Thread.ofPlatform().name("settlement").daemon().unstarted(this::write);
        this.watch = Thread.ofVirtual().name("settlement-watch").unstarted(this::watch);
        replay();
        writer.start();
        watch.start();
    }

    @Override
    public void settle(Generation generation, Consumer<Recorded> done) {
        var record = new Waiting(generation, done);
        if (waiting.incrementAndGet() > limits.queue()) {
            waiting.decrementAndGet();
            record.refuse("too many records wait");
            return;
        }
        queue.add(record);
        if (lateSince != 0) {
            // Nobody is kept waiting for a database that others have waited for in vain.
            record.late(spill);
        }
        if (idle) {
            LockSupport.unpark(writer);
        }
        if (closed) {
            leaveRest();
        }
    }

    @Override
    public void checkpoint(Generation generation) {
        // Kept by CheckpointedSettlement, for all settlements alike.
    }

    @Override
    public boolean healthy(Duration outage) {
        long since = lateSince;
        return !closing && waiting.get() < limits.queue() / 4 * 3
                && (since == 0 || System.nanoTime() - since < outage.toNanos());
    }

    /** Commits what waits and stops; what cannot be committed in time is left in the spill. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        watch.interrupt();
        try {
            if (!writer.join(limits.drain())) {
                groups.giveUp();
                writer.interrupt();
                writer.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closed = true;
        current.forEach(record -> record.leave(spill));
        leaveRest();
        spill.close();
    }

    /** What came after the writer left, or is left behind by a writer that is stuck. */
    private void leaveRest() {
        for (var record = queue.poll(); record != null; record = queue.poll()) {
            record.leave(spill);
        }
    }

    /** Brings what was spilled into the database; most of it is there already, and is not charged again. */
    private void replay() {
        while (spill.finished() < spill.appended() && !groups.gaveUp()) {
            var group = new ArrayList<Left>();
            spill.next(limits.group(), entry -> group.add(new Left(JournalEntry.read(entry))));
            groups.commit(group);
            if (!groups.gaveUp()) {
                spill.done();
            }
        }
    }

    private void write() {
        int last = 0;
        while (true) {
            var group = take(last);
            if (group.isEmpty()) {
                return;
            }
            current = group;
            groups.commit(group);
            if (groups.gaveUp()) {
                return;
            }
            current = List.of();
            waiting.addAndGet(-group.size());
            last = group.size();
            if (queue.isEmpty()) {
                replay();
            }
        }
    }

    /** The next group; empty only when there will be none. */
    private List<Waiting> take(int last) {
        var group = new ArrayList<Waiting>();
        if (last >= 2 && !closing && waiting.get() < last) {
            LockSupport.parkNanos(limits.linger().toNanos());
        }
        while (true) {
            fill(group);
            if (!group.isEmpty() || closing) {
                return group;
            }
            idle = true;
            if (queue.isEmpty() && !closing) {
                LockSupport.park(this);
            }
            idle = false;
        }
    }

    private void fill(List<Waiting> group) {
        while (group.size() < limits.group()) {
            var record = queue.poll();
            if (record == null) {
                return;
            }
            group.add(record);
        }
    }

    private void watch() {
        try {
            while (!closing) {
                Thread.sleep(limits.patience().dividedBy(8));
                long before = System.nanoTime() - limits.patience().toNanos();
                boolean lateInGroup = late(current, before);
                boolean lateInQueue = late(queue, before);
                lateSince = !lateInGroup && !lateInQueue ? 0 : lateSince == 0 ? System.nanoTime() | 1 : lateSince;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Spills those who came before that time; in the order of their coming, so that the first younger one ends it. */
    private boolean late(Iterable<Waiting> records, long before) {
        boolean any = false;
        for (var record : records) {
            if (record.since() - before > 0) {
                return any;
            }
            record.late(spill);
            any = true;
        }
        return any;
    }
}
