package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** The clients of one process: they send a request again and again and look at what comes back. */
final class Clients {
    /** So many failures are told in full. */
    private static final int TOLD = 5;

    private final Reactor reactor;
    private final Request request;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> busy = new HashSet<>();
    private final Histogram first = new Histogram(3);
    private final Histogram whole = new Histogram(3);
    private boolean again;
    private int sent;
    private int completed;
    private int failed;
    private final List<String> failures = new ArrayList<>();
    private long events;

    Clients(Reactor reactor, Request request) {
        this.reactor = reactor;
        this.request = request;
    }

    /** Sends requests on so many connections, each as soon as the one before it is answered, for so long. */
    void saturate(int connections, Duration time) {
        again = true;
        for (int i = 0; i < connections; i++) {
            start(System.nanoTime());
        }
        reactor.runFor(time);
        again = false;
        await(Duration.ofSeconds(30));
    }

    /** Sends so many requests a second, at random times, for so long, whether they are answered or not. */
    void send(double rate, Duration time, long seed) {
        keepSending(rate, System.nanoTime() + time.toNanos(), seed);
        reactor.runFor(time);
    }

    /** The same, until that time and beside whatever else the reactor does. */
    void keepSending(double rate, long until, long seed) {
        var gaps = new SplittableRandom(seed);
        reactor.schedule(new Reactor.Timer() {
            @Override
            void fire() {
                start(at());
                long next = at() + (long) (-Math.log(1 - gaps.nextDouble()) * 1e9 / rate);
                if (next < until) {
                    reactor.schedule(this, next);
                }
            }
        }, System.nanoTime());
    }

    /** Opens so many streams, evenly over that time, and leaves them open. */
    void open(int streams, Duration over) {
        for (int i = 0; i < streams; i++) {
            reactor.runFor(over.dividedBy(streams));
            start(System.nanoTime());
        }
    }

    /** Waits until all requests are answered; those that are not in time have failed. */
    void await(Duration limit) {
        long until = System.nanoTime() + limit.toNanos();
        reactor.runUntil(() -> busy.isEmpty() || System.nanoTime() - until >= 0);
        busy.forEach(connection -> failed(connection.reply + " and no end in " + limit));
        hangUp();
    }

    /** Closes the connections of requests that are not answered, as clients do that have lost patience. */
    void hangUp() {
        for (var connection : busy) {
            connection.close();
        }
        busy.clear();
    }

    /** Closes everything. */
    void close() {
        hangUp();
        idle.forEach(Connection::close);
        idle.clear();
    }

    /** Forgets what was seen so far. */
    void reset() {
        sent = 0;
        completed = 0;
        failed = 0;
        failures.clear();
        events = 0;
        first.reset();
        whole.reset();
    }

    /** Requests that were sent. */
    int sent() {
        return sent;
    }

    /** Requests that were answered as they should be. */
    int completed() {
        return completed;
    }

    int failed() {
        return failed;
    }

    /** What came instead of an answer, for the first that failed. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    int running() {
        return busy.size();
    }

    /** Events that were received. */
    long events() {
        return events;
    }

    /** Nanoseconds from when a request should have been sent to the first byte of its answer's body. */
    Histogram first() {
        return first;
    }

    /** Nanoseconds from when a request should have been sent to the end of its answer. */
    Histogram whole() {
        return whole;
    }

    private void failed(String how) {
        failed++;
        if (failures.size() < TOLD) {
            failures.add(how);
        }
    }

    private void start(long scheduled) {
        Connection connection = idle.pollFirst();
        if (connection == null || !connection.channel.isOpen()) {
            connection = new Connection();
        }
        busy.add(connection);
        sent++;
        connection.send(scheduled);
    }

    private final class Connection implements Channel.Owner {
        private final Channel channel;
        private final Reply reply = new Reply(request.script());
        private long scheduled;
        private byte before;

        Connection() {
            try {
                channel = new Channel(reactor,
                        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), request.port())), in,
                        this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(long at) {
            scheduled = at;
            reply.clear();
            channel.write(request.bytes());
        }

        @Override
        public void head(MessageReader message) {
            reply.head(message.word(1));
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            if (reply.isEmpty() && to > from) {
                first.recordValue(System.nanoTime() - scheduled);
            }
            if (request.script().streams()) {
                for (int i = from; i < to; i++) {
                    byte b = bytes[i];
                    if (b == '\n' && before == '\n') {
                        events++;
                    }
                    before = b;
                }
            }
            reply.body(bytes, from, to);
        }

        @Override
        public void end() {
            whole.recordValue(System.nanoTime() - scheduled);
            if (reply.isRight()) {
                completed++;
            } else {
                failed(reply.toString());
            }
            if (busy.remove(this)) {
                idle.addFirst(this);
                if (again) {
                    Clients.this.start(System.nanoTime());
                }
            }
        }

        @Override
        public void closed() {
            idle.remove(this);
            if (busy.remove(this)) {
                failed(reply + " and then the connection was closed");
            }
        }

        void close() {
            channel.close();
        }
    }
}
