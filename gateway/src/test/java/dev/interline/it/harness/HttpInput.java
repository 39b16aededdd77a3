package dev.interline.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP/1.1 messages read from a socket, without interpreting more of them than where they end. */
final class HttpInput {
    private final InputStream in;

    HttpInput(InputStream in) {
        this.in = in;
    }

    /** The next head without its empty line, or nothing if the peer closed in between. */
    Optional<byte[]> head() throws IOException {
        var bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int b = in.read();
            if (b < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("closed in the middle of a head: " + bytes);
            }
            bytes.write(b);
            matched = b == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : b == '\r' ? 1 : 0;
        }
        var all = bytes.toByteArray();
        return Optional.of(java.util.Arrays.copyOf(all, all.length - 4));
    }

    /** A body of known length. */
    byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Passes over a body of known length. */
    byte[] nothingOf(int length) throws IOException {
        in.skipNBytes(length);
        return new byte[0];
    }

    /** What comes until the peer closes. */
    byte[] rest() throws IOException {
        return in.readAllBytes();
    }

    /** What one read brings; empty at the end. */
    byte[] some() throws IOException {
        var buffer = new byte[65536];
        int read = in.read(buffer);
        return read < 0 ? new byte[0] : java.util.Arrays.copyOf(buffer, read);
    }

    /** The next chunk of a chunked body; empty when it was the last. */
    byte[] chunk() throws IOException {
        var size = line();
        int length = Integer.parseInt(size.split(";")[0].strip(), 16);
        if (length == 0) {
            while (!line().isEmpty()) {
                // trailers
            }
            return new byte[0];
        }
        var data = exactly(length);
        var end = line();
        if (!end.isEmpty()) {
            throw new IOException("chunk of " + length + " bytes goes on with " + end);
        }
        return data;
    }

    byte[] chunked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var chunk = chunk(); chunk.length > 0; chunk = chunk()) {
            bytes.writeBytes(chunk);
        }
        return bytes.toByteArray();
    }

    private String line() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed in the middle of a line: " + bytes);
            }
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
