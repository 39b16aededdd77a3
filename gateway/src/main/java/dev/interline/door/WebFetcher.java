package dev.interline.door;

import dev.interline.builtin.Fetcher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets pages with the door's own transport, which connects to a given address under a name. */
final class WebFetcher implements Fetcher {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(20);
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final HttpClient client;

    WebFetcher(Vertx vertx) {
        client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis())
                .setKeepAlive(false).setDecompressionSupported(true));
    }

    @Override
    public Page get(URI uri, InetAddress address, int most) throws IOException {
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions().setMethod(HttpMethod.GET)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost()).setPort(port).setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setTimeout(WHOLE.toMillis()).setFollowRedirects(false)
                .putHeader("user-agent", "Interline")
                .putHeader("accept", "text/html, text/plain, application/json, */*;q=0.1");
        try {
            return client.request(options).compose(request -> request.send()).compose(answer -> page(answer, most))
                    .toCompletionStage().toCompletableFuture().get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + WHOLE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Future<Page> page(HttpClientResponse answer, int most) {
        Promise<Page> page = Promise.promise();
        Buffer body = Buffer.buffer();
        answer.handler(piece -> {
            body.appendBuffer(piece, 0, Math.min(piece.length(), most - body.length()));
            if (body.length() >= most && page.tryComplete(page(answer, body, true))) {
                answer.request().reset();
            }
        });
        answer.exceptionHandler(page::tryFail);
        answer.endHandler(_ -> page.tryComplete(page(answer, body, false)));
        return page.future();
    }

    private static Page page(HttpClientResponse answer, Buffer body, boolean truncated) {
        return new Page(answer.statusCode(), Optional.ofNullable(answer.getHeader("location")),
                Optional.ofNullable(answer.getHeader("content-type")), body.getBytes(), truncated);
    }
}
