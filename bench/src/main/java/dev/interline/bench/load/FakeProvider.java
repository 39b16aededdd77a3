package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A provider that answers each request by the script whose name its path begins with, after reading all of its body. */
final class FakeProvider {
    private static final int BACKLOG = 4096;

    private final Reactor reactor;
    private final ServerSocketChannel server;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
    private final Map<String, Lines> scripts = new HashMap<>();
    private final SplittableRandom phases = new SplittableRandom(7);
    private boolean ending;
    private long read;
    private int requests;

    /** A script with its bytes made ready. */
    private record Lines(Script script, ByteBuffer whole, ByteBuffer first, ByteBuffer next, ByteBuffer end) {
        static Lines of(Script script) {
            return new Lines(script, direct(script.whole()), direct(script.first()), direct(script.next()),
                    direct(script.end()));
        }
    }

    static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    FakeProvider(Reactor reactor, List<Script> known) {
        this.reactor = reactor;
        known.forEach(script -> scripts.put(script.name(), Lines.of(script)));
        try {
            server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0), BACKLOG);
            reactor.register(server, SelectionKey.OP_ACCEPT, _ -> accept());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Ends endless streams at their next event, and lets new ones be endless again when it is false. */
    void ending(boolean now) {
        ending = now;
    }

    /** Bytes of request bodies that were read. */
    long read() {
        return read;
    }

    /** Requests that were read whole. */
    int requests() {
        return requests;
    }

    private void accept() throws IOException {
        for (var socket = server.accept(); socket != null; socket = server.accept()) {
            var connection = new Connection();
            connection.channel = new Channel(reactor, socket, in, connection);
        }
    }

    private final class Connection extends Reactor.Timer implements Channel.Owner {
        private @Nullable Channel channel;
        private @Nullable Lines lines;
        private int sent;

        @Override
        public void head(MessageReader message) {
            String path = message.word(1);
            lines = scripts.get(path.substring(1, path.indexOf('/', 1)));
        }

        @Override
        public void body(byte[] bytes, int from, int to) {
            read += to - from;
        }

        @Override
        public void end() {
            requests++;
            if (lines == null || channel == null) {
                return;
            }
            if (lines.script().interval().isZero()) {
                channel.write(lines.whole());
            } else {
                sent = 1;
                channel.write(lines.first());
                long interval = lines.script().interval().toNanos();
                // Endless streams that began together do not go on in step.
                long phase = lines.script().endless() ? phases.nextLong(interval) : interval;
                reactor.schedule(this, System.nanoTime() + phase);
            }
        }

        @Override
        void fire() {
            if (lines == null || channel == null || !channel.isOpen()) {
                return;
            }
            if (lines.script().endless() ? ending : sent >= lines.script().events()) {
                channel.write(lines.end());
            } else {
                sent++;
                channel.write(lines.next());
                reactor.schedule(this, at() + lines.script().interval().toNanos());
            }
        }

        @Override
        public void closed() {
            lines = null;
        }
    }
}
