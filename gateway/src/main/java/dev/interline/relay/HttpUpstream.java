package dev.interline.relay;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An attempt's HTTP request and its response. */
final class HttpUpstream implements Upstream {
    /** How long a released body may take to run out before its connection is given up. */
    private static final Duration RUN_OUT = Duration.ofSeconds(1);

    private final Loop loop;
    private final Listener listener;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean deaf;
    private boolean over;

    HttpUpstream(Loop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
    }

    void start(Future<HttpClientRequest> connecting, Buffer body) {
        connecting.onComplete(connected -> connected(connected, body), this::notConnected);
    }

    @Override
    public void pause() {
        if (response != null && !over) {
            response.pause();
        }
    }

    @Override
    public void resume() {
        if (response != null && !over) {
            response.resume();
        }
    }

    @Override
    public void cancel() {
        deaf = true;
        close();
    }

    @Override
    public void release() {
        deaf = true;
        resume();
        if (!over) {
            loop.after(RUN_OUT, this::close);
        }
    }

    /** A request whose exchange is over must not be reset: its connection may be serving the next one. */
    private void close() {
        if (request != null && !over) {
            over = true;
            request.reset();
        }
    }

    private void connected(HttpClientRequest made, Buffer body) {
        request = made;
        if (deaf) {
            close();
            return;
        }
        made.exceptionHandler(this::broke);
        made.response().onComplete(this::responded, this::broke);
        made.end(body);
    }

    private void notConnected(Throwable cause) {
        over = true;
        tell(UpstreamFailure.of(Fault.CONNECT, "The provider could not be reached: " + reason(cause)));
    }

    private void responded(HttpClientResponse answer) {
        response = answer;
        if (deaf) {
            close();
            return;
        }
        answer.exceptionHandler(this::broke);
        answer.handler(this::received);
        answer.endHandler(_ -> ended());
        Headers headers = name -> Optional.ofNullable(answer.getHeader(name));
        listener.head(answer.statusCode(), headers);
    }

    private void received(Buffer buffer) {
        if (deaf) {
            return;
        }
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.readerIndex();
            listener.data(bytes.array(), from, from + bytes.readableBytes());
        } else {
            byte[] copy = buffer.getBytes();
            listener.data(copy, 0, copy.length);
        }
    }

    private void ended() {
        over = true;
        if (!deaf) {
            deaf = true;
            listener.end();
        }
    }

    private void broke(Throwable cause) {
        if (!over) {
            close();
            tell(UpstreamFailure.of(Fault.RESET, "The provider closed the connection: " + reason(cause)));
        }
    }

    private void tell(UpstreamFailure failure) {
        if (!deaf) {
            deaf = true;
            listener.broken(failure);
        }
    }

    /** The kind of fault in words that name no address and no credential. */
    private static String reason(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return switch (name) {
            case "HttpClosedException", "StreamResetException" -> "connection closed";
            case "UnknownHostException" -> "unknown host";
            case "ConnectTimeoutException", "NoStackTraceTimeoutException" -> "timed out";
            case "AnnotatedConnectException", "ConnectException" -> "connection refused";
            default -> name;
        };
    }
}
