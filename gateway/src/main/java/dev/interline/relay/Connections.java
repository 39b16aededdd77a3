package dev.interline.relay;

import dev.interline.exchange.Prepared;
import dev.interline.exchange.Vendor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The upstream connections of one event loop: kept alive, one request at a time on each, never shared between loops, so
 * that no byte changes threads between client and upstream.
 */
final class Connections {
    /** Idle connections are closed by us before most servers close them, so that none dies under a request. */
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECTIONS_PER_HOST = 20_000;

    private final Loop loop;
    private final HttpClient client;

    Connections(Vertx vertx, Loop loop) {
        this.loop = loop;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setTcpNoDelay(true)
                        .setMaxHeaderSize(64 * 1024)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST).setMaxWaitQueueSize(0));
    }

    /** Sends a request; everything that happens to it is told to the listener. */
    Upstream send(Vendor vendor, Prepared.Call call, Duration connectTimeout, Upstream.Listener listener) {
        var upstream = new HttpUpstream(loop, listener);
        byte[] body = call.body().array();
        upstream.start(client.request(options(vendor, call, connectTimeout)),
                Buffer.buffer(call.body().size()).appendBytes(body, 0, call.body().size()));
        return upstream;
    }

    private static RequestOptions options(Vendor vendor, Prepared.Call call, Duration connectTimeout) {
        URI base = vendor.baseUrl().orElseThrow(() -> new IllegalStateException(vendor.slug() + " has no base URL"));
        boolean tls = "https".equalsIgnoreCase(base.getScheme());
        int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        var options = new RequestOptions().setMethod(HttpMethod.POST)
                .setHost(base.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(path + call.path())
                .setConnectTimeout(connectTimeout.toMillis())
                .putHeader("content-type", "application/json");
        vendor.credential().ifPresent(key -> options.putHeader(key.header(), key.value()));
        putAll(options, vendor.quirks().headers());
        putAll(options, vendor.headers());
        putAll(options, call.headers());
        return options;
    }

    private static void putAll(RequestOptions options, Map<String, String> headers) {
        headers.forEach(options::putHeader);
    }
}
