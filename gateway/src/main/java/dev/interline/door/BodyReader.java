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
        int length = buffer.length();
        if (body.size() + (long) length > limit) {
            refuse(tooLarge());
        } else if (budget.take(length)) {
            reserved += length;
            append(buffer);
        } else {
            request.pause();
            waitForRoom(buffer, System.nanoTime());
        }
    }

    private void waitForRoom(Buffer buffer, long since) {
        vertx.setTimer(LOOK_AGAIN.toMillis(), _ -> {
            if (over) {
                return;
            }
            if (budget.take(buffer.length())) {
                reserved += buffer.length();
                append(buffer);
                lastHeard = System.nanoTime();
                request.resume();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                refuse(Problem.of(ErrorType.PROVIDER_OVERLOADED,
                        "The gateway holds as many request bodies as it may; try again shortly")
                        .withRetryAfter(Duration.ofSeconds(2)));
            } else {
                waitForRoom(buffer, since);
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
