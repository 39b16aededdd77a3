package dev.interline.relay;

import dev.interline.bytes.GatheringSink;
import dev.interline.exchange.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Handler;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an upstream, which serves one exchange after another.
 *
 * <p>It goes home to the idle ones only when all that arrived has been looked at: whatever an upstream sends beyond its answer
 * closes the connection and reaches nobody.
 */
final class Connection extends ChannelInboundHandlerAdapter {
    /** The largest piece of a body that is told at once. */
    static final int WINDOW = 64 * 1024;

    /** Idle connections are closed by us before most servers close them, so that none dies under a request. */
    private static final long KEEP_ALIVE = Duration.ofSeconds(30).toNanos();
    /** How long a released body may take to run out before its connection is given up. */
    private static final long RUN_OUT = Duration.ofSeconds(1).toNanos();

    private final Connections pool;
    private final Connections.Account account;
    private final ChannelHandlerContext transport;
    private final ResponseDecoder decoder;
    private final ContextInternal dispatcher;
    private final Deadlines.Deadline end;
    private final Handler<Object> onMessage = message -> received((HttpObject) message);
    private final Handler<@Nullable Throwable> onLoss = this::lost;
    private final Handler<Connection> onCaughtUp = _ -> caughtUp();
    private @Nullable HttpUpstream exchange;
    private @Nullable Upload upload;
    private boolean idle;
    private boolean wasIdle;
    private boolean interim;
    private boolean reusable;

    /**
     * @param account of whom its requests are
     * @param transport the place in the channel's pipeline from which requests are written
     * @param decoder what is there
     */
    Connection(Connections pool, Connections.Account account, ChannelHandlerContext transport,
            ResponseDecoder decoder) {
        this.pool = pool;
        this.account = account;
        this.transport = transport;
        this.decoder = decoder;
        this.dispatcher = pool.loop().context();
        this.end = pool.loop().deadlines().deadline(this::close);
    }

    /** Sends the request of this exchange, which the connection serves from now on. */
    void serve(HttpUpstream next, RequestHead head, GatheringSink body) {
        exchange = next;
        wasIdle = idle;
        idle = false;
        reusable = false;
        end.clear();
        decoder.forget();
        upload = Upload.start(transport, head, body);
    }

    /** Goes home, ready for the next exchange. */
    void rest() {
        idle = true;
        end.set(System.nanoTime() + KEEP_ALIVE);
        account.idle().addLast(this);
    }

    /** Goes on reading, or stops: what has been read already is still told. */
    void read(boolean on) {
        transport.channel().config().setAutoRead(on);
    }

    /** Closes it soon, unless its exchange ends by then; at once if its request is not even out. */
    void runOut() {
        if (isSent()) {
            end.set(System.nanoTime() + RUN_OUT);
        } else {
            close();
        }
    }

    /** Closes it at once; its exchange, if it has one, hears nothing more. */
    void close() {
        exchange = null;
        reusable = false;
        end.clear();
        if (idle) {
            idle = false;
            account.idle().remove(this);
        }
        transport.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        dispatcher.dispatch(message, onMessage);
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        dispatcher.dispatch(this, onCaughtUp);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        dispatcher.dispatch(null, onLoss);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        dispatcher.dispatch(cause, onLoss);
    }

    private void received(HttpObject message) {
        HttpUpstream current = exchange;
        if (current == null) {
            close();
        } else if (message.decoderResult().isFailure()) {
            lost(message.decoderResult().cause());
        } else {
            if (message instanceof HttpResponse response) {
                head(current, response);
            }
            if (message instanceof HttpContent content) {
                content(current, content);
            }
        }
    }

    private void head(HttpUpstream current, HttpResponse response) {
        int status = response.status().code();
        interim = status < 200;
        if (status == 101) {
            lost(new DecoderException("Nobody asked for another protocol"));
        } else if (!interim) {
            reusable = HttpUtil.isKeepAlive(response);
            Headers headers = name -> Optional.ofNullable(response.headers().get(name));
            current.responded(status, headers);
        }
    }

    private void content(HttpUpstream current, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (interim) {
            interim = !last;
            return;
        }
        ByteBuf bytes = content.content();
        int length = bytes.readableBytes();
        if (length > 0) {
            bytes.getBytes(bytes.readerIndex(), pool.window(), 0, length);
            current.received(pool.window(), length);
        }
        if (last && exchange == current) {
            ended(current);
        }
    }

    private void ended(HttpUpstream whole) {
        exchange = null;
        end.clear();
        if (reusable && isSent()) {
            read(true);
        } else {
            close();
        }
        upload = null;
        whole.ended();
    }

    /** Whether the request is out in full; an upstream may answer before it has read it. */
    private boolean isSent() {
        ChannelOutboundBuffer waiting = transport.channel().unsafe().outboundBuffer();
        return upload != null && upload.isOver() && waiting != null && waiting.isEmpty();
    }

    private void caughtUp() {
        if (exchange != null) {
            exchange.caughtUp();
        } else if (reusable) {
            reusable = false;
            rest();
        }
    }

    private void lost(@Nullable Throwable cause) {
        HttpUpstream broken = exchange;
        boolean again = diedIdle();
        close();
        if (broken != null && again) {
            broken.unanswered();
            pool.connect(account, broken);
        } else if (broken != null) {
            broken.broke(cause);
        }
    }

    /**
     * Whether it ended as a connection does that its upstream had closed while it was idle: it was taken from the idle ones,
     * and no byte came back. Its request is then sent again on a fresh connection, and so once at most.
     *
     * <p>That nobody worked on the request is likely, not certain, and RFC 9110 (9.2.2) lets a POST be repeated only by who
     * knows what it does. One for a completion changes nothing but the bill, and failover would repeat it elsewhere anyway.
     */
    private boolean diedIdle() {
        return wasIdle && !decoder.heard();
    }
}
