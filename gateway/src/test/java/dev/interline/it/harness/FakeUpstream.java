package dev.interline.it.harness;

import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An upstream on a raw socket: plays one script for each request, in the order in which they come, and records what it
 * received byte for byte. Each connection has a reader, so that a peer that leaves is noticed at once.
 */
public final class FakeUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private final List<UpstreamRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger heads = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private volatile Script otherwise;
    private volatile boolean keepsBodies = true;
    private volatile CompletableFuture<Void> bodies = CompletableFuture.completedFuture(null);

    private FakeUpstream(ServerSocket server, Script otherwise) {
        this.server = server;
        this.otherwise = otherwise;
        Thread.ofVirtual().name("upstream").start(this::accept);
    }

    /** An upstream that plays this for every request, until told otherwise. */
    public static FakeUpstream playing(Script script) {
        try {
            var server = new ServerSocket();
            // Bodies come in many pieces, and the system takes little of them before they are read.
            server.setReceiveBufferSize(64 * 1024);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
            return new FakeUpstream(server, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An upstream that says this in OpenAI's chat wire. */
    public static FakeUpstream saying(String... words) {
        return playing(Script.chat(words));
    }

    /** An upstream that has too much to do. */
    public static FakeUpstream throttling() {
        return playing(Script.error(429, "slow down", "Retry-After", "7"));
    }

    /** What is played for the next requests, before what is played otherwise. */
    public FakeUpstream next(Script... scripts) {
        next.addAll(Arrays.asList(scripts));
        return this;
    }

    /** What is played from now on when nothing else is next. */
    public FakeUpstream otherwise(Script script) {
        otherwise = script;
        return this;
    }

    /** Reads heads but no body, until it is told to. */
    public FakeUpstream holdBodies() {
        bodies = new CompletableFuture<>();
        return this;
    }

    public FakeUpstream readBodies() {
        bodies.complete(null);
        return this;
    }

    /**
     * Throws bodies of a known length away as it reads them, until the next {@link #forget()}: many large ones would not fit
     * into a test's memory.
     */
    public FakeUpstream keepNoBodies() {
        keepsBodies = false;
        return this;
    }

    /** Forgets what was received and what is next. */
    public FakeUpstream forget() {
        next.clear();
        requests.clear();
        failures.clear();
        keepsBodies = true;
        return this;
    }

    /** Closes all connections, as a server does that has kept them open for long enough. */
    public FakeUpstream hangUp() {
        open.forEach(FakeUpstream::closeQuietly);
        return this;
    }

    /** What was received since the last {@link #forget()}. */
    public List<UpstreamRequest> requests() {
        return List.copyOf(requests);
    }

    /** What was received, as soon as it is this many. */
    public List<UpstreamRequest> awaitRequests(int count) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(2))
                .until(() -> requests.size() >= count);
        return requests();
    }

    /** The one request that was received. */
    public UpstreamRequest request() {
        if (requests.size() != 1) {
            throw new AssertionError("received " + requests.size() + " requests instead of one");
        }
        return requests.getFirst();
    }

    /** How many requests have begun. */
    public int heads() {
        return heads.get();
    }

    /** How many connections were ever accepted. */
    public int connections() {
        return connections.get();
    }

    /** How many connections are open now. */
    public int openConnections() {
        return open.size();
    }

    /** What went wrong inside scripts. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (true) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("upstream-reader").start(() -> read(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private record Turn(UpstreamRequest request, Script script) {}

    private void read(Socket socket) {
        var connection = new UpstreamConnection(socket);
        var turns = new LinkedBlockingQueue<Turn>();
        var player = Thread.ofVirtual().name("upstream-player").start(() -> play(turns, connection));
        try {
            var in = new HttpInput(new BufferedInputStream(socket.getInputStream(), 65536));
            for (var head = in.head(); head.isPresent(); head = in.head()) {
                if (connection.closing()) {
                    // A socket that is closed under its reader gives it what has arrived meanwhile; no server reads that.
                    break;
                }
                var request = request(head.get(), in, connection);
                requests.add(request);
                var script = next.poll();
                turns.add(new Turn(request, script == null ? otherwise : script));
            }
        } catch (SocketException e) {
            // the peer, or a script, closed without ceremony
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        } finally {
            if (!connection.closing()) {
                connection.peerHasClosed();
            }
            open.remove(socket);
            player.interrupt();
            closeQuietly(socket);
        }
    }

    private UpstreamRequest request(byte[] head, HttpInput in, UpstreamConnection connection) throws IOException {
        var headers = HttpHeaders.parse(head);
        heads.incrementAndGet();
        bodies.join();
        int length = headers.contentLength().orElse(0);
        var body = headers.chunked() ? in.chunked() : keepsBodies ? in.exactly(length) : in.nothingOf(length);
        return new UpstreamRequest(received.getAndIncrement(), head, headers, body, System.nanoTime(), connection);
    }

    private void play(BlockingQueue<Turn> turns, UpstreamConnection connection) {
        try {
            while (true) {
                var turn = turns.take();
                turn.script().play(turn.request(), connection);
            }
        } catch (InterruptedException | IOException e) {
            // the connection is over
        } catch (Exception | AssertionError e) {
            failures.add(e);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it was closed already
        }
    }
}
