package dev.interline.limits;

import java.util.List;

/** A request that was let through, and is under way until its end is told. */
public final class Pass {
    private final Shard shard;
    private final String account;
    private final List<Bound> bounds;
    private final Moment taken;
    private boolean over;

    Pass(Shard shard, String account, List<Bound> bounds, Moment taken) {
        this.shard = shard;
        this.account = account;
        this.bounds = bounds;
        this.taken = taken;
    }

    /**
     * The request is over. Said again, it changes nothing.
     *
     * @param answered whether it got an answer, if only a part of one; what got none does not count as a use of free models
     */
    public void over(boolean answered) {
        shard.over(this, answered);
    }

    String account() {
        return account;
    }

    // ---- under the shard's monitor ----

    void end(boolean answered) {
        if (!over) {
            over = true;
            for (Bound bound : bounds) {
                bound.count().over(taken, answered);
            }
        }
    }
}
