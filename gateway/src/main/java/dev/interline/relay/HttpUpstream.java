package dev.interline.relay;

import dev.interline.bytes.GatheringSink;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt's HTTP request and its response. It lets go of its connection as soon as the response has ended. */
final class HttpUpstream implements Upstream {
    private final Listener listener;
    private final RequestHead head;
    private final GatheringSink body;
    private final Duration connectTimeout;
    private @Nullable Connection connection;
    private boolean deaf;
    private boolean news;

    HttpUpstream(Listener listener, RequestHead head, GatheringSink body, Duration connectTimeout) {
        this.listener = listener;
        this.head = head;
        this.body = body;
        this.connectTimeout = connectTimeout;
    }

    /** How long a connection for it may take to be made. */
    Duration connectTimeout() {
        return connectTimeout;
    }

    /** Sends the request on this connection. */
    void on(Connection open) {
        if (deaf) {
            open.rest();
        } else {
            connection = open;
            open.serve(this, head, body);
        }
    }

    @Override
    public void pause() {
        if (connection != null) {
            connection.read(false);
        }
    }

    @Override
    public void resume() {
        if (connection != null) {
            connection.read(true);
        }
    }

    @Override
    public void cancel() {
        deaf = true;
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    @Override
    public void release() {
        deaf = true;
        if (connection != null) {
            connection.read(true);
            connection.runOut();
        }
    }

    /** The connection is gone before anything came back, and the request is to be sent on another. */
    void unanswered() {
        connection = null;
    }

    void notConnected(Throwable cause) {
        tell(UpstreamFailure.of(Fault.CONNECT, "The provider could not be reached: " + reason(cause)));
    }

    void responded(int status, Headers headers) {
        if (!deaf) {
            listener.head(status, headers);
        }
    }

    void received(byte[] bytes, int length) {
        if (!deaf) {
            news = true;
            listener.data(bytes, 0, length);
        }
    }

    void caughtUp() {
        if (news && !deaf) {
            news = false;
            listener.caughtUp();
        }
    }

    void ended() {
        connection = null;
        if (!deaf) {
            deaf = true;
            listener.end();
        }
    }

    /** The connection is gone; {@code cause} is null when the upstream simply closed it. */
    void broke(@Nullable Throwable cause) {
        connection = null;
        tell(UpstreamFailure.of(Fault.RESET,
                "The provider closed the connection: " + (cause == null ? "connection closed" : reason(cause))));
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
            case "NativeIoException", "ClosedChannelException", "StacklessClosedChannelException" ->
                "connection closed";
            case "UnknownHostException" -> "unknown host";
            case "ConnectTimeoutException", "NoStackTraceTimeoutException" -> "timed out";
            case "AnnotatedConnectException", "ConnectException" -> "connection refused";
            default -> name;
        };
    }
}
