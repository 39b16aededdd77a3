package dev.interline.relay;

import dev.interline.exchange.Prepared;
import dev.interline.exchange.Vendor;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The upstream connections of one event loop: kept alive, one request at a time on each, never shared between loops, so
 * that no byte changes threads between client and upstream.
 *
 * <p>Vert.x connects them (names, TLS, time limit); what goes over them is Netty's codec and our own {@link Connection}:
 * its HTTP client's pool, futures and streams cost more CPU per request than all that the relay itself does.
 */
final class Connections {
    private static final int MAX_HEADERS = 64 * 1024;
    /** Clients choose some of the headers of their requests. */
    private static final int MAX_HEADS = 64;
    /** Each reload of the configuration makes new vendors. */
    private static final int MAX_ACCOUNTS = 1024;

    /** What all requests to a vendor of one configuration share. */
    record Account(Origin origin, Deque<Connection> idle, Map<Kind, RequestHead> heads) {}

    private record Kind(String path, Map<String, String> headers) {}

    private final Loop loop;
    private final NetClient client;
    private final ClientSSLOptions tls;
    /** Idle connections, those used last at the end, from where they are taken. */
    private final Map<Origin, Deque<Connection>> idle = new HashMap<>();
    private final IdentityHashMap<Vendor, Account> accounts = new IdentityHashMap<>();
    /** Where what arrives is copied to for the codecs, which read arrays: one for all, since each call is over in itself. */
    private final byte[] window = new byte[Connection.WINDOW];

    Connections(Vertx vertx, Loop loop, ClientSSLOptions tls) {
        this.loop = loop;
        this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.tls = tls.copy().setHostnameVerificationAlgorithm("HTTPS");
    }

    /** Sends a request; everything that happens to it is told to the listener. */
    Upstream send(Vendor vendor, Prepared.Call call, Duration connectTimeout, Upstream.Listener listener) {
        Account account = account(vendor);
        var upstream = new HttpUpstream(listener, head(account, vendor, call), call.body(), connectTimeout);
        Connection free = account.idle().pollLast();
        if (free != null) {
            upstream.on(free);
        } else {
            connect(account, upstream);
        }
        return upstream;
    }

    byte[] window() {
        return window;
    }

    Loop loop() {
        return loop;
    }

    /**
     * Opens a connection for a request, soon: when all that the loop has been told of its sockets was looked at. A socket that
     * is closed meanwhile leaves its number to the next one that is opened, and Netty would give that one what there is still
     * to be told of the first, such as that its peer has gone.
     */
    void connect(Account account, HttpUpstream upstream) {
        loop.run(() -> connectNow(account, upstream));
    }

    private void connectNow(Account account, HttpUpstream upstream) {
        Origin origin = account.origin();
        var options = new ConnectOptions().setHost(origin.host())
                .setPort(origin.port())
                .setTimeout((int) upstream.connectTimeout().toMillis());
        if (origin.tls()) {
            options.setSsl(true).setSslOptions(tls);
        }
        client.connect(options).onComplete(socket -> upstream.on(open(account, socket)), upstream::notConnected);
    }

    private Connection open(Account account, NetSocket socket) {
        ChannelHandlerContext last = ((NetSocketInternal) socket).channelHandlerContext();
        ChannelPipeline pipeline = last.pipeline();
        var decoder = new ResponseDecoder(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEADERS)
                .setMaxHeaderSize(MAX_HEADERS)
                // None is passed on, so none needs to be fit for that.
                .setValidateHeaders(false)
                .setTrailersFactory(new NoTrailers())
                .setMaxChunkSize(Connection.WINDOW));
        pipeline.addBefore(last.name(), "http", decoder);
        var connection = new Connection(this, account, pipeline.context(decoder), decoder);
        pipeline.addBefore(last.name(), "connection", connection);
        return connection;
    }

    private Account account(Vendor vendor) {
        Account known = accounts.get(vendor);
        if (known == null) {
            if (accounts.size() >= MAX_ACCOUNTS) {
                accounts.clear();
            }
            Origin origin = Origin.of(vendor);
            known = new Account(origin, idle.computeIfAbsent(origin, _ -> new ArrayDeque<>()), new HashMap<>());
            accounts.put(vendor, known);
        }
        return known;
    }

    private static RequestHead head(Account account, Vendor vendor, Prepared.Call call) {
        var kind = new Kind(call.path(), call.headers());
        RequestHead known = account.heads().get(kind);
        if (known == null) {
            if (account.heads().size() >= MAX_HEADS) {
                account.heads().clear();
            }
            known = new RequestHead(account.origin(), vendor, call);
            account.heads().put(kind, known);
        }
        return known;
    }
}
