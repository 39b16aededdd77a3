package dev.interline.door;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Collects one request body within its own limit and the common budget. When the budget is used up reading pauses; when
 * it stays so, the request is turned away with 503.
 */
final class BodyReader {
    private static final int FIRST = 4 * 1024;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final BodyBudget budget;
    private final long limit;
    private final Duration silence;
    private final Consumer<ByteSink> whole;
    private final Consumer<Problem> refused;
    private final ByteSink body;
    private long reserved;
    private long lastHeard = System.nanoTime();
    private long timer;
    private boolean over;

    /**
     * @param limit most bytes of this body
     * @param silence how long the client may send nothing
     */
    BodyReader(Vertx vertx, HttpServerRequest request, BodyBudget budget, long limit, Duration silence,
            Consumer<ByteSink> whole, Consumer<Problem> refused) {
        this.vertx = vertx;
        this.request = request;
        this.budget = budget;
        this.limit = limit;
        this.silence = silence;
        this.whole = whole;
        this.refused = refused;
        this.body = new ByteSink(Math.clamp(declared(request), FIRST, 1024 * 1024));
    }

    void start() {
        long declared = declared(request);
        if (declared > limit) {
            refuse(tooLarge());
            return;
        }
        request.handler(this::received);
        request.exceptionHandler(_ -> stop());
        request.endHandler(_ -> ended());
        timer = vertx.setTimer(silence.toMillis(), _ -> checkSilence());
        if (declared > 0) {
            // All of it at once: bodies that each hold a part would wait for each other.
            withRoom(declared, () -> {});
        }
    }

    /** Bytes taken from the budget; to be given back when the request is over. */
    long reserved() {
        return reserved;
    }

    /** The length that the client announced, or -1. */
    static long declared(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        try {
            return length == null ? -1 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private void received(Buffer buffer) {
        if (over) {
            return;
        }
        lastHeard = System.nanoTime();
        long size = body.size() + (long) buffer.length();
        if (size > limit) {
            refuse(tooLarge());
        } else if (size <= reserved) {
            append(buffer);
        } else {
            withRoom(size - reserved, () -> append(buffer));
        }
    }

    /** Goes on once the budget has given so many bytes; until then reading pauses. */
    private void withRoom(long bytes, Runnable then) {
        if (budget.take(bytes)) {
            reserved += bytes;
            then.run();
        } else {
            request.pause();
            waitForRoom(bytes, then, System.nanoTime());
        }
    }

    private void waitForRoom(long bytes, Runnable then, long since) {
        vertx.setTimer(LOOK_AGAIN.toMillis(), _ -> {
            if (over) {
                return;
            }
            if (budget.take(bytes)) {
                reserved += bytes;
                then.run();
                lastHeard = System.nanoTime();
                request.resume();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                        "The gateway holds as many request bodies as it may; try again shortly")
                        .withRetryAfter(Duration.ofSeconds(2)));
            } else {
                waitForRoom(bytes, then, since);
            }
        });
    }

    private void append(Buffer buffer) {
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.readerIndex();
            body.write(bytes.array(), from, from + bytes.readableBytes());
        } else {
            body.write(buffer.getBytes());
        }
    }

    private void checkSilence() {
        long left = silence.toNanos() - (System.nanoTime() - lastHeard);
        if (over) {
            return;
        }
        if (left <= 0) {
            refuse(new Problem(408, ErrorType.TIMEOUT, "The request body did not arrive within "
                    + silence.toMillis() + " ms of silence", java.util.Map.of(), java.util.Optional.empty(),
                    java.util.Optional.empty()));
        } else {
            timer = vertx.setTimer(Math.max(1, left / 1_000_000), _ -> checkSilence());
        }
    }

    private void ended() {
        if (!over) {
            stop();
            whole.accept(body);
        }
    }

    private void refuse(Problem problem) {
        if (!over) {
            stop();
            // What is still to come is read and forgotten, so that the connection can go on.
            request.resume();
            refused.accept(problem);
        }
    }

    private void stop() {
        over = true;
        vertx.cancelTimer(timer);
    }

    private Problem tooLarge() {
        return Problem.of(ErrorType.PAYLOAD_TOO_LARGE,
                "The request body is larger than the limit of " + limit + " bytes (limits.body)");
    }
}
