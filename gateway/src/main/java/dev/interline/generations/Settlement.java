package dev.interline.generations;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where the data plane puts finished generations: each is recorded and charged in one transaction, once, and durable
 * before the client sees the end of its answer. Calls never block.
 */
public interface Settlement {

    /**
     * Records and charges a generation; a second call with the same id changes nothing and is answered all the same.
     *
     * @param done told exactly once: on the calling thread before this returns, or from another one, usually within a
     *             millisecond; it must be quick and may not throw
     */
    void settle(Generation generation, Consumer<Recorded> done);

    /**
     * Notes what a running answer would be charged if this process ended now, once a second for those that take longer. It
     * is settled so by the next process unless it was settled by this one.
     */
    void checkpoint(Generation generation);

    /**
     * Whether records become durable at the moment; while they do not, new paid requests should be refused.
     *
     * @param outage how long the database may have been silent, as long as there is room for the records elsewhere: what is
     *        decided in memory goes on meanwhile
     */
    boolean healthy(Duration outage);

    /** Whether the database takes the records now. */
    default boolean healthy() {
        return healthy(Duration.ZERO);
    }
}
