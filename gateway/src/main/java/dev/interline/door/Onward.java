package dev.interline.door;

import dev.interline.relay.Downstream;

/** A client's side before another: it passes on what it has nothing to do with, and knows whether the answer is whole. */
abstract class Onward implements Downstream {
    final Downstream client;
    private boolean whole;

    Onward(Downstream client) {
        this.client = client;
    }

    /** Whether what comes next is the end of a whole answer. */
    final boolean isWhole() {
        return whole;
    }

    @Override
    public final void completes() {
        whole = true;
        client.completes();
    }

    @Override
    public final boolean congested() {
        return client.congested();
    }

    @Override
    public final void onRelief(Runnable action) {
        client.onRelief(action);
    }

    @Override
    public final void onGone(Runnable action) {
        client.onGone(action);
    }

    @Override
    public final void abort() {
        client.abort();
    }
}
