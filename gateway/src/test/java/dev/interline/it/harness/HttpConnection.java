package dev.interline.it.harness;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A client's connection to the gateway on a raw socket: sends any bytes, and sees how the answer was written. */
public final class HttpConnection implements AutoCloseable {
    /** No answer of a test takes longer. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final HttpInput input;

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new HttpInput(new BufferedInputStream(socket.getInputStream(), 65536));
    }

    public static HttpConnection open(URI to) {
        return open(to, 0);
    }

    /** @param receiveBuffer bytes that the kernel may hold for us, or 0 for what it likes */
    public static HttpConnection open(URI to, int receiveBuffer) {
        try {
            var socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(to.getHost(), to.getPort()));
            return new HttpConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpConnection send(String text) {
        return send(Json.bytes(text));
    }

    /** Sends a request; headers are names and values in turn. */
    public HttpConnection request(String method, String path, byte[] body, String... headers) {
        return send(message(method, path, body, headers));
    }

    /** A request's bytes; headers are names and values in turn. */
    public static byte[] message(String method, String path, byte[] body, String... headers) {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = Json.bytes(head.append("\r\n").toString());
        var all = Arrays.copyOf(bytes, bytes.length + body.length);
        System.arraycopy(body, 0, all, bytes.length, body.length);
        return all;
    }

    /** The head of the next answer. */
    public HttpHeaders head() {
        try {
            return HttpHeaders.parse(input.head().orElseThrow(() -> new IOException("closed instead of an answer")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer, whole. */
    public Answer answer() {
        return body(head());
    }

    /** The answer that goes with this head, whole. */
    public Answer body(HttpHeaders headers) {
        try {
            if (headers.status() == 204 || headers.status() == 304 || headers.status() < 200) {
                return new Answer(headers, new byte[0]);
            }
            var length = headers.contentLength();
            return new Answer(headers, headers.chunked()
                    ? input.chunked()
                    : length.isPresent() ? input.exactly(length.get()) : input.rest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer, as a stream. */
    public EventStream events() {
        return events(head());
    }

    /** The answer that goes with this head, as a stream. */
    public EventStream events(HttpHeaders headers) {
        if (!headers.chunked()) {
            throw new AssertionError("no stream but " + body(headers).text());
        }
        return new EventStream(this, headers);
    }

    /** Hands over each piece in which the gateway wrote a chunked body, and keeps none. */
    public void chunks(Consumer<byte[]> to) {
        try {
            for (var chunk = input.chunk(); chunk.length > 0; chunk = input.chunk()) {
                to.accept(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpInput input() {
        return input;
    }

    /** What comes of a body that is not framed, until it contains this. */
    public String until(String part) {
        try {
            var text = new StringBuilder();
            while (text.indexOf(part) < 0) {
                var some = input.some();
                if (some.length == 0) {
                    throw new AssertionError("closed without " + part + ": " + text);
                }
                text.append(new String(some, StandardCharsets.ISO_8859_1));
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the gateway closes, and tells what it sent before that. */
    public byte[] untilClosed() {
        try {
            return input.rest();
        } catch (SocketException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves with a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
