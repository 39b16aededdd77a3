package dev.interline.ledger;

/** What was spent and is held in one period, in nano-dollars: on credits, and on own accounts at providers. */
final class Window {
    /** First epoch day. */
    final long start;
    private long credits;
    private long own;
    private long heldCredits;
    private long heldOwn;

    Window(long start, long credits, long own) {
        this.start = start;
        this.credits = credits;
        this.own = own;
    }

    long credits() {
        return credits;
    }

    long own() {
        return own;
    }

    /** What a limit still allows. */
    long room(Limit limit) {
        long room = limit.amount().nanos() - credits - heldCredits;
        return limit.countsByok() ? room - own - heldOwn : room;
    }

    void hold(Terms terms, long cost) {
        heldCredits += terms.credits(cost);
        heldOwn += terms.own(cost);
    }

    void release(Terms terms, long cost) {
        heldCredits -= terms.credits(cost);
        heldOwn -= terms.own(cost);
    }

    void spend(Terms terms, long cost) {
        credits += terms.credits(cost);
        own += terms.own(cost);
    }

    boolean holdsNothing() {
        return heldCredits == 0 && heldOwn == 0;
    }
}
