package dev.interline.door;

import dev.interline.builtin.Fetcher;
import dev.interline.config.Config;
import dev.interline.config.Management;
import dev.interline.config.Tls;
import dev.interline.log.Trace;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: as many event loops as there are processors, each with a lane of its own.
 *
 * <p>Its methods block and belong to the thread that starts and stops the gateway.
 */
public final class Door implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 10;
    /** With a port of 0 each loop would get one of its own; those that name the same number share one. */
    private static final int SHARED_PORT = 1;
    private static final int SHARED_MANAGEMENT_PORT = 2;
    /** As much of a body as Netty reads from a socket at once is passed on in one piece. */
    private static final int READ = 64 * 1024;

    private final Vertx vertx;
    private final Services services;
    private final int port;
    private final OptionalInt managementPort;

    private Door(Vertx vertx, Services services, int port, OptionalInt managementPort) {
        this.vertx = vertx;
        this.services = services;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Event loops that wait for a door: what is slow to make can be made ahead. */
    public static final class Prepared implements AutoCloseable {
        private final Vertx vertx;
        private final int loops;

        private Prepared(Vertx vertx, int loops) {
            this.vertx = vertx;
            this.loops = loops;
        }

        /**
         * Starts to listen.
         *
         * @throws IllegalStateException when the address cannot be listened on or the certificate cannot be read; the
         *         message says which and why
         */
        public Door open(Services services) {
            Config config = services.current().get().config();
            var budget = new BodyBudget(() -> services.current().get().config().limits().bufferedBodies().bytes());
            var listening = new AtomicInteger();
            var managing = new AtomicInteger();
            HttpServerOptions options = options(config);
            try {
                await(vertx.deployVerticle(() -> lane(services, budget, options, listening, managing),
                        new DeploymentOptions().setInstances(loops)), START_LIMIT);
            } catch (IllegalStateException e) {
                throw new IllegalStateException("Cannot listen on " + config.host() + ":" + config.port() + ": "
                        + e.getMessage(), e);
            }
            services.readiness().open();
            return new Door(vertx, services, listening.get(),
                    managing.get() == 0 ? OptionalInt.empty() : OptionalInt.of(managing.get()));
        }

        /** Gets pages of the web; ends with the event loops. */
        public Fetcher fetcher() {
            return new WebFetcher(vertx);
        }

        /** Ends the event loops, and a door that was opened on them. */
        @Override
        public void close() {
            await(vertx.close(), STOP_LIMIT);
        }
    }

    /** Makes the event loops, as many as there are processors. */
    public static Prepared prepare() {
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        vertx.exceptionHandler(e -> LOG.error("A handler failed", Trace.of(e)));
        return new Prepared(vertx, loops);
    }

    /** The port of the management API's own listener; empty if it has none. */
    public OptionalInt managementPort() {
        return managementPort;
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** Turns new requests away and waits until the running ones are over, at most so long. */
    public void drain(Duration limit) {
        services.readiness().drain();
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (services.metrics().openRequests() + services.limiter().waiting() + services.archive().waiting() > 0
                    && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the server and every connection. */
    @Override
    public void close() {
        await(vertx.close(), STOP_LIMIT);
    }

    private static Deployable lane(Services services, BodyBudget budget, HttpServerOptions options,
            AtomicInteger listening, AtomicInteger managing) {
        return new VerticleBase() {
            @Override
            public Future<?> start() {
                var lane = new Lane(vertx, services, budget);
                HttpServer server = vertx.createHttpServer(options)
                        .connectionHandler(lane.idle()::opened)
                        .requestHandler(lane::handle);
                return server.listen(address(options, SHARED_PORT))
                        .onSuccess(bound -> listening.set(bound.actualPort()))
                        .compose(bound -> manage(lane).map(bound));
            }

            // The management API's own listener, if it has one.
            private Future<?> manage(Lane lane) {
                Management own = services.current().get().config().management();
                if (own.port().isEmpty()) {
                    return Future.succeededFuture();
                }
                var apart = new HttpServerOptions(options).setHost(own.host()).setPort(own.port().get());
                return vertx.createHttpServer(apart).connectionHandler(lane.idle()::opened)
                        .requestHandler(lane::handleManagement).listen(address(apart, SHARED_MANAGEMENT_PORT))
                        .onSuccess(bound -> managing.set(bound.actualPort()));
            }
        };
    }

    private static SocketAddress address(HttpServerOptions options, int shared) {
        return options.getPort() == 0
                ? SocketAddress.sharedRandomPort(shared, options.getHost())
                : SocketAddress.inetSocketAddress(options.getPort(), options.getHost());
    }

    private static HttpServerOptions options(Config config) {
        var options = new HttpServerOptions().setHost(config.host())
                .setPort(config.port())
                .setTcpNoDelay(true)
                .setAcceptBacklog(4096)
                .setMaxHeaderSize((int) config.limits().headers().bytes())
                .setMaxInitialLineLength((int) Math.min(16 * 1024, config.limits().headers().bytes()))
                .setHttp2ClearTextEnabled(true)
                .setMaxChunkSize(READ)
                // Each handler of the pipeline sees every message: without these two a request takes 1 us less.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        config.tls().ifPresent(tls -> secure(options, tls));
        return options;
    }

    private static void secure(HttpServerOptions options, Tls tls) {
        options.setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString()));
    }

    private static <T> T await(Future<T> future, Duration limit) {
        try {
            return future.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("timed out", e);
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        } catch (Exception e) {
            // Future.await rethrows the operation's own checked fault, such as a BindException.
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
    }
}
