package dev.interline.catalog.api;

import dev.interline.bytes.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

/** A finished answer, to be sent as it is; nobody may write to its bytes. */
public final class Document {
    /** The content type of all but feeds. */
    public static final String JSON = "application/json";

    private static final int TAG_BYTES = 16;

    private final byte[] body;
    private final String contentType;
    private final String tag;
    private volatile byte @Nullable [] gzip;

    /** @param body not copied, so that it must not change any more */
    public Document(byte[] body, String contentType) {
        this.body = body;
        this.contentType = contentType;
        this.tag = tag(body);
    }

    public byte[] body() {
        return body;
    }

    public String contentType() {
        return contentType;
    }

    /** The strong ETag of the plain body, in its quotes. */
    public String etag() {
        return '"' + tag + '"';
    }

    /** The strong ETag of the compressed body, in its quotes. */
    public String gzipEtag() {
        return '"' + tag + "-gzip\"";
    }

    /** Whether an {@code If-None-Match} header knows this document, compressed or not, so that 304 is the answer. */
    public boolean matches(String ifNoneMatch) {
        return Arrays.stream(ifNoneMatch.split(",")).map(String::strip)
                .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                .anyMatch(known -> known.equals("*") || known.equals(etag()) || known.equals(gzipEtag()));
    }

    /** The body in gzip; made on the first call. */
    public byte[] gzip() {
        byte[] made = gzip;
        if (made == null) {
            made = compress(body);
            gzip = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static byte[] compress(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(out, 8192)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String tag(byte[] body) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(body, body.length),
                TAG_BYTES));
    }
}
