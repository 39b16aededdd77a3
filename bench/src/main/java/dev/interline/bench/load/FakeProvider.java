package dev.interline.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<Connection> open = new HashSet<>();
    private boolean ending;

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

    FakeProvider(Reactor reactor) {
        this.reactor = reactor;
        Script.ALL.forEach(script -> scripts.put(script.name(), Lines.of(script)));
        try {
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    BACKLOG);
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

    /** Closes all connections: thousands that are kept by each process under load are more than one process may have. */
    void hangUp() {
        for (var connection : List.copyOf(open)) {
            if (connection.channel != null) {
                connection.channel.close();
            }
            connection.closed();
        }
    }

    /** Connections that are open. */
    int connections() {
        return open.size();
    }

    private void accept() throws IOException {
        for (var socket = server.accept(); socket != null; socket = server.accept()) {
            var connection = new Connection();
            open.add(connection);
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
            // It is enough that all of it has come.
        }

        @Override
        public void end() {
            if (lines == null || channel == null) {
                return;
            }
            if (lines.script().inOnePiece()) {
                channel.write(lines.whole());
            } else {
                sent = 1;
                channel.write(lines.first());
                long interval = lines.script().interval().toNanos();
                // Endless streams that began together do not go on in step.
                long phase = lines.script().kind() == Script.Kind.ENDLESS ? phases.nextLong(interval) : interval;
                reactor.schedule(this, System.nanoTime() + phase);
            }
        }

        @Override
        void fire() {
            var writing = channel;
            var now = lines;
            if (now == null || writing == null || !writing.isOpen()) {
                return;
            }
            boolean over = now.script().kind() == Script.Kind.ENDLESS ? ending : sent >= now.script().events();
            if (!over) {
                sent++;
                writing.write(now.next());
                reactor.schedule(this, at() + now.script().interval().toNanos());
            } else if (now.script().kind() == Script.Kind.CUT) {
                writing.close();
                closed();
            } else {
                writing.write(now.end());
            }
        }

        @Override
        public void closed() {
            lines = null;
            open.remove(this);
        }
    }
}
