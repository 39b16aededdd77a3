package dev.interline.limits;

/** One limit over one request. Guarded by its {@link Shard}. */
record Bound(Rule rule, Count count, int limit) {
    long wait(Moment now) {
        return count.wait(limit, now);
    }

    int remaining(Moment now) {
        return Math.max(0, limit - count.used(now));
    }

    Quota quota(Moment now) {
        int used = count.used(now);
        return new Quota(limit, remaining(now),
                now.millisAfter(used == 0 ? 0 : count.wait(Math.min(used, limit), now)));
    }
}
