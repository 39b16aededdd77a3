package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unfolds one compressed request body within the limit of one body and the common budget. It blocks, and what it was
 * given says nothing about how long it takes: it belongs on a thread of its own.
 */
final class Inflation {
    private static final int STEP = 16 * 1024;

    private final BodyBudget budget;
    private final long limit;
    private long reserved;

    Inflation(BodyBudget budget, long limit) {
        this.budget = budget;
        this.limit = limit;
    }

    /** Whether a {@code Content-Encoding} is one that can be unfolded; any other body is read as it is. */
    static boolean knows(@Nullable String encoding) {
        return encoding != null && switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip", "deflate", "x-deflate" -> true;
            default -> false;
        };
    }

    /** Bytes taken from the budget so far, whether or not it went well. */
    long reserved() {
        return reserved;
    }

    /**
     * The plain body.
     *
     * @throws Rejected when it is too large, does not fit into the budget or is no such encoding
     */
    ByteSink plain(String encoding, ByteSink packed) {
        var plain = new ByteSink(Math.min(4 * packed.size(), 1024 * 1024));
        var step = new byte[STEP];
        try (InputStream in = unfolding(encoding, packed)) {
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                if ((long) plain.size() + read > limit) {
                    throw new Rejected(BodyReader.tooLarge(limit));
                }
                take(read);
                plain.write(step, 0, read);
            }
            return plain;
        } catch (IOException e) {
            throw new Rejected(Problem.of(ErrorType.INVALID_REQUEST,
                    "The request body is not what its Content-Encoding says: " + encoding));
        }
    }

    private static InputStream unfolding(String encoding, ByteSink packed) throws IOException {
        var in = new ByteArrayInputStream(packed.array(), 0, packed.size());
        if (encoding.toLowerCase(Locale.ROOT).contains("gzip")) {
            return new GZIPInputStream(in);
        }
        var inflater = new Inflater(!hasZlibHead(packed));
        return new InflaterInputStream(in, inflater) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    /** RFC 9110 means zlib by deflate; some clients send it bare. */
    private static boolean hasZlibHead(ByteSink packed) {
        byte[] bytes = packed.array();
        return packed.size() > 1 && (bytes[0] & 0xf) == 8 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % 31 == 0;
    }

    private void take(int bytes) {
        long until = System.nanoTime() + BodyReader.PATIENCE.toNanos();
        while (!budget.take(bytes)) {
            if (System.nanoTime() > until) {
                throw new Rejected(BodyReader.NO_ROOM);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BodyReader.LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Rejected(BodyReader.NO_ROOM);
            }
        }
        reserved += bytes;
    }
}
