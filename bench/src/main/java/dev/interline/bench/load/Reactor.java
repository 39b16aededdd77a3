package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** One thread's event loop: sockets and timers, looked at without ever sleeping. */
final class Reactor implements AutoCloseable {
    /** What to do when a channel can be read or written. */
    interface Ready {
        void ready(SelectionKey key) throws IOException;
    }

    /** Something to do at a time on the clock of {@link System#nanoTime()}; may be scheduled again when it has run. */
    abstract static class Timer implements Comparable<Timer> {
        private long at;

        abstract void fire();

        long at() {
            return at;
        }

        @Override
        public final int compareTo(Timer other) {
            return Long.compare(at - other.at, 0);
        }
    }

    private final Selector selector;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(1024);
    private final Histogram lags = new Histogram(2);
    private long reads;
    /** Where everybody on this thread reads into. */
    final byte[] scratch = new byte[256 * 1024];

    Reactor() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SelectionKey register(SelectableChannel channel, int interest, Ready ready) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, interest, ready);
    }

    void schedule(Timer timer, long at) {
        timer.at = at;
        timers.add(timer);
    }

    void after(Duration pause, Runnable action) {
        schedule(new Timer() {
            @Override
            void fire() {
                action.run();
            }
        }, System.nanoTime() + pause.toNanos());
    }

    /** Nanoseconds by which timers fired late since it was reset: how far the clients and the provider can be believed. */
    Histogram lags() {
        return lags;
    }

    /** A channel has read something. */
    void hasRead() {
        reads++;
    }

    /** How often channels have read something: never more often than it was written to them, and rarely less. */
    long reads() {
        return reads;
    }

    /** Runs until the condition holds. */
    void runUntil(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            turn();
        }
    }

    /** Runs so long. */
    void runFor(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        runUntil(() -> System.nanoTime() - until >= 0);
    }

    private void turn() {
        try {
            selector.selectNow(key -> {
                try {
                    ((Ready) key.attachment()).ready(key);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var next = timers.peek(); next != null && next.at - System.nanoTime() <= 0; next = timers.peek()) {
            timers.remove();
            lags.recordValue(System.nanoTime() - next.at);
            next.fire();
        }
    }

    @Override
    public void close() {
        try {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
