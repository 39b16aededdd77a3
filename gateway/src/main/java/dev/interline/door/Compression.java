package dev.interline.door;

import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Whether one client takes gzip. Streams of events are never compressed: that would hold events back. */
record Compression(boolean gzip) {
    /** Answers below this size gain nothing. */
    private static final int WORTH_IT = 1400;
    /** Answers above this size would hold up the event loop. */
    private static final int TOO_LONG = 512 * 1024;

    static Compression of(@Nullable String acceptEncoding) {
        return new Compression(acceptEncoding != null && accepts(acceptEncoding));
    }

    /** Whether an answer of so many bytes is compressed at all. */
    static boolean worthIt(int length) {
        return length >= WORTH_IT && length <= TOO_LONG;
    }

    /** The bytes to send; sets the headers that belong to them. */
    static byte[] compress(HttpServerResponse response, byte[] bytes, int length) {
        response.putHeader("content-encoding", "gzip").putHeader("vary", "Accept-Encoding");
        return zip(bytes, length);
    }

    private static boolean accepts(String header) {
        for (String coding : header.split(",", -1)) {
            String[] parts = coding.trim().split(";", -1);
            if (parts[0].trim().equalsIgnoreCase("gzip")) {
                return parts.length == 1 || !parts[1].trim().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] zip(byte[] bytes, int length) {
        var out = new ByteArrayOutputStream(length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
