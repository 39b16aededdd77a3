package dev.interline.limits;

/** Everything that is counted of one key or one account. Guarded by its {@link Shard}. */
final class Tally {
    final SlidingWindow minute = new SlidingWindow();
    final Running running = new Running();
    final SlidingWindow freeMinute = new SlidingWindow();
    final Today freeToday = new Today();

    /** Whether it may be forgotten: a fresh one would count the same. */
    boolean isIdle(Moment now) {
        return minute.used(now) == 0 && running.used(now) == 0 && freeMinute.used(now) == 0
                && freeToday.used(now) == 0;
    }
}
