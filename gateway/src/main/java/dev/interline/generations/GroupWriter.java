package dev.interline.generations;

import dev.interline.ledger.Book;
import dev.interline.store.Store;
import dev.interline.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits groups, one after the other, however long the database takes. Belongs to the writer thread. */
final class GroupWriter {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Store store;
    private final Book book;
    private volatile boolean givenUp;

    GroupWriter(Store store, Book book) {
        this.store = store;
        this.book = book;
    }

    /** Makes the writer leave a group that the database does not take. */
    void giveUp() {
        givenUp = true;
    }

    boolean gaveUp() {
        return givenUp;
    }

    /** Returns when every record of the group is committed, or set aside because it never can be, or it gave up. */
    void commit(List<? extends Pending> group) {
        var pause = FIRST_PAUSE;
        while (!givenUp) {
            try {
                store.write(sql -> {
                    GenerationStore.settle(sql, book, group.stream().map(Pending::booking).toList());
                    return true;
                });
                group.forEach(Pending::committed);
                return;
            } catch (StoreException e) {
                if (e.blame() != StoreException.Blame.DATABASE) {
                    setAside(group, e);
                    return;
                }
                LOG.warn("cannot record {} generations, trying again in {} ms: {}", group.size(), pause.toMillis(),
                        e.getMessage());
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            } catch (RuntimeException e) {
                setAside(group, e);
                return;
            }
        }
    }

    /** One of these can never be stored: find it by writing each half, so that the others are. */
    private void setAside(List<? extends Pending> group, RuntimeException why) {
        if (group.size() == 1) {
            group.getFirst().refuse("the database rejects it: " + why.getMessage());
            return;
        }
        int middle = group.size() / 2;
        commit(group.subList(0, middle));
        commit(group.subList(middle, group.size()));
    }
}
