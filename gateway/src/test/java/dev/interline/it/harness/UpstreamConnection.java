package dev.interline.it.harness;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** An upstream's side of a connection: writes whatever a test wants, and tells when its peer left. */
public final class UpstreamConnection {
    private final Socket socket;
    private final CountDownLatch peerClosed = new CountDownLatch(1);
    private final AtomicLong written = new AtomicLong();
    private volatile long peerClosedAt;
    private volatile boolean closing;

    UpstreamConnection(Socket socket) {
        this.socket = socket;
    }

    /** Writes these bytes in one system call, without any framing. */
    public UpstreamConnection write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        written.addAndGet(bytes.length);
        return this;
    }

    public UpstreamConnection write(String text) throws IOException {
        return write(Json.bytes(text));
    }

    /** Writes a whole answer with a Content-Length. */
    public void whole(int status, String type, byte[] body, String... headers) throws IOException {
        var head = new StringBuilder(head(status, type, headers)).append("Content-Length: ").append(body.length)
                .append("\r\n\r\n");
        var all = new byte[head.length() + body.length];
        System.arraycopy(head.toString().getBytes(StandardCharsets.ISO_8859_1), 0, all, 0, head.length());
        System.arraycopy(body, 0, all, head.length(), body.length);
        write(all);
    }

    /** Writes the head of a chunked event stream. */
    public UpstreamConnection eventStream(String... headers) throws IOException {
        return write(head(200, "text/event-stream", headers) + "Transfer-Encoding: chunked\r\n\r\n");
    }

    /** Writes the head of a body that ends with the connection. */
    public UpstreamConnection untilClose(String type) throws IOException {
        return write(head(200, type) + "Connection: close\r\n\r\n");
    }

    /** Writes one chunk of a chunked body, in one system call. */
    public UpstreamConnection chunk(String text) throws IOException {
        return chunk(Json.bytes(text));
    }

    public UpstreamConnection chunk(byte[] data) throws IOException {
        var size = Json.bytes(Integer.toHexString(data.length) + "\r\n");
        var all = new byte[size.length + data.length + 2];
        System.arraycopy(size, 0, all, 0, size.length);
        System.arraycopy(data, 0, all, size.length, data.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        return write(all);
    }

    /** Ends a chunked body. */
    public void lastChunk() throws IOException {
        write("0\r\n\r\n");
    }

    /** Writes these bytes in pieces of random length, each its own packet as far as the kernel allows. */
    public void inPieces(byte[] bytes, RandomGenerator random) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int length = Math.min(bytes.length - from, 1 + random.nextInt(random.nextInt(10) == 0 ? 4000 : 60));
            var piece = new byte[length];
            System.arraycopy(bytes, from, piece, 0, length);
            chunk(piece);
            from += length;
            if (random.nextInt(4) == 0) {
                Thread.yield();
            }
        }
    }

    /** Closes so that the peer sees a reset. */
    public void reset() throws IOException {
        closing = true;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public void close() throws IOException {
        closing = true;
        socket.close();
    }

    /** Says that nothing more will be written, and goes on reading. */
    public void halfClose() throws IOException {
        socket.shutdownOutput();
    }

    /** How many bytes the kernel has taken. */
    public long written() {
        return written.get();
    }

    /**
     * When the peer closed, as {@link System#nanoTime()} tells.
     *
     * @throws AssertionError if it did not within this time
     */
    public long awaitPeerClosed(Duration atMost) throws InterruptedException {
        if (!peerClosed.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("the gateway kept its connection open for " + atMost);
        }
        return peerClosedAt;
    }

    public boolean peerClosed() {
        return peerClosed.getCount() == 0;
    }

    boolean closing() {
        return closing;
    }

    void peerHasClosed() {
        peerClosedAt = System.nanoTime();
        peerClosed.countDown();
    }

    private static String head(int status, String type, String... headers) {
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head.toString();
    }
}
