package dev.interline.generations;

import dev.interline.bytes.ByteSink;
import dev.interline.journal.Journal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What long answers have cost so far, noted every second, so that those of a killed process are charged for what was
 * delivered.
 *
 * <p>They lie in a journal of their own. Each is worth keeping only until its answer is noted again or settled, which is
 * within a second or so; what is older is let go. The next process finds the last seconds, and whatever of it was settled
 * after all is charged once, since records are idempotent.
 */
final class Checkpoints implements AutoCloseable {
    /** How often a running answer is to be noted. */
    static final Duration PACE = Duration.ofSeconds(1);
    /** How long a note is kept: longer than a loop that is busy may be late. */
    private static final Duration KEPT = Duration.ofSeconds(10);
    /** A second of 8,000 answers takes 8 MB. */
    static final long BOUND = 256L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final ThreadLocal<ByteSink> ENTRY = ThreadLocal.withInitial(() -> new ByteSink(2_048));

    private final Journal journal;
    private final Thread keeper;
    /** How many entries there were, once a second, the oldest first. */
    private final Deque<Long> counts = new ArrayDeque<>();

    Checkpoints(Journal journal) {
        this.journal = journal;
        this.keeper = Thread.ofVirtual().name("checkpoints").unstarted(this::keep);
    }

    /** What the process before this one had noted last of each answer; it is let go when notes {@link #begin}. */
    List<Booking> left() {
        Map<String, Booking> last = new LinkedHashMap<>();
        journal.next(Integer.MAX_VALUE, entry -> {
            var booking = JournalEntry.read(entry);
            last.put(booking.id(), booking);
        });
        return List.copyOf(last.values());
    }

    void begin() {
        journal.done();
        keeper.start();
    }

    /** Notes what an answer has cost so far. */
    void note(Generation generation) {
        var entry = ENTRY.get();
        entry.clear();
        JournalEntry.write(generation, entry);
        if (!journal.append(entry.array(), entry.size())) {
            LOG.warn("{} is not noted: too many answers are under way", generation.id());
        }
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(PACE);
                journal.prepare();
                counts.addLast(journal.appended());
                if (counts.size() > KEPT.dividedBy(PACE)) {
                    letGo(counts.removeFirst());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letGo(long until) {
        journal.next((int) (until - journal.finished()), _ -> {
            // Its answer is settled, or was noted again since.
        });
        journal.done();
    }

    /** Everything that was noted is settled. */
    @Override
    public void close() {
        keeper.interrupt();
        try {
            keeper.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        letGo(journal.appended());
        journal.close();
    }
}
