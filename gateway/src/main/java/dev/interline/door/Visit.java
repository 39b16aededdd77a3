package dev.interline.door;

import dev.interline.config.Network;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Problem;
import dev.interline.identity.Caller;
import io.netty.buffer.Unpooled;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request while it is being answered. Confined to its event loop. */
final class Visit {
    /** What nginx writes into its log, and others after it. */
    private static final int LEFT = 499;

    private final HttpServerRequest request;
    private final Snapshot snapshot;
    private final long began = System.nanoTime();
    private String route = "none";
    private @Nullable Caller caller;
    private Runnable onGone = () -> {};
    private @Nullable Runnable onOver;
    private boolean over;
    private long written;

    Visit(HttpServerRequest request, Snapshot snapshot) {
        this.request = request;
        this.snapshot = snapshot;
    }

    HttpServerRequest request() {
        return request;
    }

    /** Leaves the body where it is; {@link BodyReader} and every answer resume it. */
    void pause() {
        request.pause();
    }

    HttpServerResponse response() {
        return request.response();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /**
     * The client's address: of the connection or, where that is a trusted proxy's, the last one in
     * {@code X-Forwarded-For} that is not.
     */
    String client() {
        String nearest = request.remoteAddress() == null ? "unknown" : request.remoteAddress().hostAddress();
        List<Network> trusted = snapshot.config().trustedProxies();
        if (trusted.isEmpty() || !isTrusted(trusted, nearest)) {
            return nearest;
        }
        var hops = String.join(",", request.headers().getAll("x-forwarded-for")).split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (!hop.matches("[0-9A-Fa-f:.]{2,45}")) {
                return nearest; // Whatever it is, it is not an address, and what is before it is no proxy's word.
            }
            nearest = hop;
            if (!isTrusted(trusted, hop)) {
                return hop;
            }
        }
        return nearest;
    }

    private static boolean isTrusted(List<Network> trusted, String address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }

    /** Which encodings the client takes. */
    Compression compression() {
        return Compression.of(request.getHeader(Fields.ACCEPT_ENCODING));
    }

    /** Nanoseconds from when the request's headers were read to this moment of {@link System#nanoTime()}. */
    long elapsed(long now) {
        return now - began;
    }

    /** The pattern of the route, for log and metrics. */
    String route() {
        return route;
    }

    void routed(String pattern) {
        route = pattern;
    }

    Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    void admitted(Caller who) {
        caller = who;
    }

    /** Does this, too, when the request is over, however it ended; at once if that is past. */
    void onOver(Runnable action) {
        Runnable earlier = onOver;
        if (over) {
            action.run();
        } else if (earlier == null) {
            onOver = action;
        } else {
            onOver = () -> {
                earlier.run();
                action.run();
            };
        }
    }

    /** Does this when the client leaves before its answer has ended. */
    void onGone(Runnable action) {
        onGone = action;
    }

    /** The connection was closed, or the stream on it. */
    void closed() {
        if (!response().ended()) {
            onGone.run();
        }
    }

    /** The request is over; false if that was said before. */
    boolean over() {
        if (over) {
            return false;
        }
        over = true;
        if (onOver != null) {
            onOver.run();
        }
        return true;
    }

    /** The status that was answered, or 499 if the client left before there was one. */
    int status() {
        return response().headWritten() ? response().getStatusCode() : LEFT;
    }

    /** Bytes of the answer's body that went past the response. */
    void wrote(int bytes) {
        written += bytes;
    }

    /** Bytes of the answer's body so far. */
    long bytesWritten() {
        return written + response().bytesWritten();
    }

    Headers headers() {
        return name -> Optional.ofNullable(request.getHeader(name));
    }

    Optional<String> header(CharSequence name) {
        String value = request.getHeader(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /** The query's parameters, decoded; of equal names the last counts. */
    Map<String, String> query() {
        MultiMap params = request.params();
        var query = new java.util.LinkedHashMap<String, String>();
        params.forEach(entry -> query.put(entry.getKey(), entry.getValue()));
        return query;
    }

    /** The path's segments, decoded. */
    static List<String> segments(String path) {
        return List.of(path.split("/", -1))
                .stream()
                .skip(1)
                .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    void answer(Reply reply) {
        HttpServerResponse response = response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (!request.isEnded()) {
            // One that came with an upgrade to HTTP/2 does not bear it behind its end.
            request.resume();
        }
        reply.headers().forEach(response::putHeader);
        response.setStatusCode(reply.status());
        if (reply.status() == 304 || reply.status() == 204) {
            response.end();
            return;
        }
        response.putHeader("content-type", reply.contentType());
        Buffer body = reply.headers().containsKey("content-encoding") ? over(reply.body(), reply.body().length)
                : compressed(reply.body(), reply.body().length);
        if (request.method().name().equals("HEAD")) {
            response.putHeader("content-length", Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }

    /**
     * A whole body, in the encoding that the client takes if that is worth it; sets the headers that belong to it.
     *
     * @param body not copied, so that it must not change any more
     */
    Buffer compressed(byte[] body, int length) {
        return Compression.worthIt(length) && compression().gzip()
                ? Buffer.buffer(Compression.compress(response(), body, length))
                : over(body, length);
    }

    /** A buffer of these very bytes: Vert.x would copy them, and Netty copies them again to where the system reads. */
    static Buffer over(byte[] bytes, int length) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes).writerIndex(length));
    }

    /** Has the connection closed behind the answer; HTTP/2 has no such header and shares its connection with others. */
    void closeBehind() {
        if (request.version() != HttpVersion.HTTP_2) {
            response().putHeader("connection", "close");
        }
    }

    /** A client that asks whether its body is welcome may send it: its key and its size have been looked at. */
    void expectContinue() {
        if ("100-continue".equalsIgnoreCase(request.getHeader(Fields.EXPECT)) && !response().ended()) {
            response().writeContinue();
        }
    }

    /** Tells which methods there are for a path that does not have the one that was asked for. */
    void refuseMethod(List<String> allowed, Dialect dialect) {
        response().putHeader("allow", String.join(", ", allowed));
        refuse(Problem.of(ErrorType.INVALID_REQUEST, request.method().name() + " is not allowed here; use "
                + String.join(" or ", allowed)).withStatus(405), dialect);
    }

    /** Whether this only wants to read; else the method is refused. */
    boolean isReading(Dialect dialect) {
        String method = request.method().name();
        if (method.equals("GET") || method.equals("HEAD")) {
            return true;
        }
        refuseMethod(List.of("GET"), dialect);
        return false;
    }

    /** Answers with a problem in the dialect of the route. */
    void refuse(Problem problem, Dialect dialect) {
        problem.retryAfter()
                .ifPresent(wait -> response().putHeader("retry-after",
                        Long.toString(Math.max(1, Math.ceilDiv(wait.toMillis(), 1000)))));
        if (problem.status() == 413 || problem.status() == 408) {
            closeBehind();
        }
        answer(Reply.json(problem.status(), dialect.error(problem, Optional.empty())));
    }
}
