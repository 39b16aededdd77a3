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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects one request body within its own limit and the common budget. When the budget is used up reading pauses; when
 * it stays so, the request is turned away with 503.
 */
final class BodyReader {
    /** What comes of reading a body: one of the two, once, unless the client leaves before. */
    interface Listener {
        void whole(ByteSink body);

        void refused(Problem problem);
    }

    /** Used up for a while: the request may come again. */
    static final Problem NO_ROOM = Problem.of(ErrorType.PROVIDER_OVERLOADED,
            "The gateway holds as many request bodies as it may; try again shortly")
            .withRetryAfter(Duration.ofSeconds(2));
    /** How long a body waits for the budget, and how often it asks. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private static final int FIRST = 4 * 1024;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final BodyBudget budget;
    private final SlowBodies slow;
    private final long limit;
    private final Listener listener;
    private final long declared;
    private @Nullable ByteSink body;
    private long reserved;
    /** Since the last look; the beginning counts, so that no clock is asked for a body that is over by then. */
    private boolean heard = true;
    private long heardAt;
    private boolean over;
    private boolean released;

    /** @param limit most bytes of this body */
    BodyReader(Vertx vertx, HttpServerRequest request, BodyBudget budget, SlowBodies slow, long limit,
            Listener listener) {
        this.vertx = vertx;
        this.request = request;
        this.budget = budget;
        this.slow = slow;
        this.limit = limit;
        this.listener = listener;
        this.declared = declared(request);
    }

    void start() {
        if (declared > limit) {
            refuse(tooLarge(limit));
            return;
        }
        request.handler(this::received);
        request.exceptionHandler(_ -> stop());
        request.endHandler(_ -> ended());
        slow.watch(this);
        if (declared > 0) {
            // All of it at once: bodies that each hold a part would wait for each other.
            withRoom(declared, request::resume);
        } else {
            request.resume();
        }
    }

    /** Gives back what was taken from the budget; called when the request is over. */
    void release() {
        stop();
        released = true;
        budget.giveBack(reserved);
    }

    /** Answers for more bytes of the budget, which were taken elsewhere for the same request. */
    void answerFor(long taken) {
        if (released) {
            budget.giveBack(taken);
        } else {
            reserved += taken;
        }
    }

    /** Turns the request away if nothing was heard of its client for so long. */
    void lookedAt(long now, Duration silence) {
        if (heard) {
            heard = false;
            heardAt = now;
        } else if (now - heardAt >= silence.toNanos()) {
            refuse(new Problem(408, ErrorType.TIMEOUT, "The request body did not arrive within "
                    + silence.toMillis() + " ms of silence", Map.of(), Optional.empty(), Optional.empty()));
        }
    }

    static Problem tooLarge(long limit) {
        return Problem.of(ErrorType.PAYLOAD_TOO_LARGE,
                "The request body is larger than the limit of " + limit + " bytes (limits.body)");
    }

    /** The length that the client announced, or -1. */
    private static long declared(HttpServerRequest request) {
        String length = request.getHeader(Fields.CONTENT_LENGTH);
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
        heard = true;
        long size = (body == null ? 0L : body.size()) + buffer.length();
        if (size > limit) {
            refuse(tooLarge(limit));
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
            heard = true;
            if (budget.take(bytes)) {
                reserved += bytes;
                then.run();
                request.resume();
            } else if (System.nanoTime() - since > PATIENCE.toNanos()) {
                refuse(NO_ROOM);
            } else {
                waitForRoom(bytes, then, since);
            }
        });
    }

    private void append(Buffer buffer) {
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        if (body == null && isWhole(bytes)) {
            // Vert.x has copied it off the network's buffer for us: a body that came in one piece is not copied again.
            body = ByteSink.over(bytes.array());
            return;
        }
        ByteSink all = body;
        if (all == null) {
            // What was declared is reserved, and fits an array since it is within the limit.
            all = new ByteSink(declared > 0 ? (int) declared : FIRST);
            body = all;
        }
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.readerIndex();
            all.write(bytes.array(), from, from + bytes.readableBytes());
        } else {
            all.write(buffer.getBytes());
        }
    }

    private boolean isWhole(ByteBuf bytes) {
        return bytes.readableBytes() == declared && bytes.hasArray() && bytes.array().length == declared;
    }

    private void ended() {
        if (!over) {
            stop();
            listener.whole(body == null ? new ByteSink(0) : body);
        }
    }

    private void refuse(Problem problem) {
        if (!over) {
            stop();
            // What is still to come is read and forgotten, so that the connection can go on.
            request.resume();
            listener.refused(problem);
        }
    }

    private void stop() {
        over = true;
        slow.forget(this);
    }
}
