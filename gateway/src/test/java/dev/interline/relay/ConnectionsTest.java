package dev.interline.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.exchange.Credential;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Vendor;
import dev.interline.it.harness.Certificate;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Context context = ((VertxInternal) vertx).createEventLoopContext();
    private final FakeUpstream upstream = FakeUpstream.saying("never asked");
    private Connections connections = make(new ClientSSLOptions());

    @AfterEach
    void close() {
        upstream.close();
        vertx.close().await();
    }

    @Test
    void sendsARequestAsItsVendorWantsIt() {
        upstream.next(Script.json(200, "{}"));
        ask(vendor(upstream.uri().resolve("/base/v1"), Map.of("X-Org", "ours", "Content-Type", "application/x")),
                call("{\"a\":1}")).whole();
        assertThat(new String(upstream.request().head(), StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                POST /base/v1/chat HTTP/1.1
                accept: text/event-stream
                authorization: Bearer secret
                content-type: application/x
                host: 127.0.0.1:%d
                X-Org: ours
                content-length: 7""".formatted(upstream.uri().getPort()));
        assertThat(upstream.request().text()).isEqualTo("{\"a\":1}");
    }

    @Test
    void sendsAndReadsWhatIsLargerThanAnyBuffer() {
        String large = "x".repeat(3_000_000);
        upstream.next((request, to) -> to.whole(200, "text/plain", request.body()));
        assertThat(ask(call(large)).whole()).isEqualTo(large);
    }

    @Test
    void keepsLittleOfALargeRequestOutsideTheHeapWhileItsUpstreamDoesNotRead() {
        String large = "0123456789abcdef".repeat(1 << 20);
        long before = direct();
        upstream.holdBodies().next(Script.json(200, "read"));
        Heard heard = ask(call(large));
        await().atMost(PATIENCE).until(() -> upstream.heads() == 1);
        assertThat(onLoop(this::direct) - before).isLessThan(8 << 20);
        upstream.readBodies();
        assertThat(heard.whole()).isEqualTo("read");
        assertThat(upstream.request().text()).isEqualTo(large);
    }

    /** Bytes that Netty holds outside the heap. */
    private long direct() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
    }

    @Test
    void sendsNothingMoreOfALargeRequestThatIsAnswered() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setReceiveBufferSize(64 * 1024);
            int length = 16 << 20;
            Heard heard = ask(vendor(URI.create("http://127.0.0.1:" + server.getLocalPort()), Map.of()),
                    call("x".repeat(length)));
            try (var socket = server.accept()) {
                socket.getOutputStream().write("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno"
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(heard.whole()).isEqualTo("no");
                assertThat(socket.getInputStream().transferTo(OutputStream.nullOutputStream())).isLessThan(length);
            }
        }
    }

    @Test
    void closesAReleasedConnectionWhoseRequestIsStillGoingOut() throws Exception {
        upstream.holdBodies();
        Heard heard = ask(call("x".repeat(16 << 20)));
        await().atMost(PATIENCE).until(() -> upstream.heads() == 1);
        onLoop(() -> {
            heard.upstream().release();
            return true;
        });
        upstream.readBodies();
        await().atMost(PATIENCE).until(() -> upstream.openConnections() == 0);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void servesOneRequestAfterAnotherOnOneConnection() {
        for (int i = 0; i < 5; i++) {
            upstream.next(Script.json(200, "first"));
            assertThat(ask().whole()).isEqualTo("first");
            upstream.next((_, to) -> to.eventStream().chunk("sec").chunk("ond").lastChunk());
            assertThat(ask().whole()).isEqualTo("second");
        }
        assertThat(upstream.connections()).isOne();
    }

    @Test
    void passesOverWhatFollowsABody() {
        for (int i = 0; i < 2; i++) {
            upstream.next(
                    (_, to) -> to.eventStream().chunk("all").write("0\r\nDigest: x\r\n more\r\nExpires: 0\r\n\r\n"));
            assertThat(ask().whole()).isEqualTo("all");
        }
        assertThat(upstream.connections()).isOne();
    }

    @Test
    void passesOverInterimAnswers() {
        upstream.next((_, to) -> {
            to.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            to.whole(201, "text/plain", bytes("real"));
        });
        Heard heard = ask();
        assertThat(heard.whole()).isEqualTo("real");
        assertThat(heard.status).isEqualTo(201);
    }

    @Test
    void endsABodyOfNoTellingLengthWithItsConnection() {
        upstream.next((_, to) -> to.untilClose("text/plain").write("all of it").close(),
                Script.json(200, "next"));
        assertThat(ask().whole()).isEqualTo("all of it");
        assertThat(ask().whole()).isEqualTo("next");
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfalse"})
    void usesNoConnectionAgainThatIsNotCleanlyOpen(String answer) {
        upstream.next((_, to) -> to.write(answer), Script.json(200, "next"));
        assertThat(ask().whole()).isEqualTo("ok");
        await().atMost(PATIENCE).until(() -> upstream.openConnections() == 0);
        assertThat(ask().whole()).isEqualTo("next");
    }

    @Test
    void forgetsAnIdleConnectionThatItsServerClosed() {
        upstream.next((_, to) -> {
            to.whole(200, "text/plain", bytes("bye"));
            to.close();
        }, Script.json(200, "next"));
        assertThat(ask().whole()).isEqualTo("bye");
        await().atMost(PATIENCE).until(() -> upstream.openConnections() == 0);
        onLoop(() -> true);
        assertThat(ask().whole()).isEqualTo("next");
    }

    /** A connection that its server closes idle may be in use again before that is noticed: then nothing was answered. */
    @Test
    void sendsAgainWhatWentIntoAConnectionThatHadDiedIdle() {
        var bye = new CompletableFuture<Boolean>();
        var closed = new CompletableFuture<Boolean>();
        upstream.next((_, to) -> {
            to.whole(200, "text/plain", bytes("first"));
            bye.get();
            to.close();
            closed.complete(true);
        }, Script.json(200, "next"));
        assertThat(ask().whole()).isEqualTo("first");
        Heard heard = onLoop(() -> {
            bye.complete(true);
            closed.join();
            return askHere(vendor(upstream.uri(), Map.of()), call("{}"));
        });
        assertThat(heard.whole()).isEqualTo("next");
        assertThat(upstream.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsAgainOnAFreshConnectionWhenAUsedOneEndsUnanswered(boolean reset) {
        upstream.next(Script.json(200, "first"), reset ? Script.reset() : (_, to) -> to.close(),
                Script.json(200, "next"));
        assertThat(ask().whole()).isEqualTo("first");
        String body = "x".repeat(100_000);
        assertThat(ask(call(body)).whole()).isEqualTo("next");
        assertThat(upstream.requests()).hasSize(3);
        assertThat(upstream.requests().getLast().text()).isEqualTo(body);
        assertThat(upstream.connections()).isEqualTo(2);
    }

    @Test
    void sendsAgainOnlyOnceAndNeverWhatWentIntoAFreshConnection() {
        upstream.next((_, to) -> to.close());
        assertThat(ask().failure().fault()).isEqualTo(Fault.RESET);
        assertThat(upstream.requests()).hasSize(1);

        upstream.next(Script.json(200, "first"), (_, to) -> to.close(), (_, to) -> to.close());
        assertThat(ask().whole()).isEqualTo("first");
        assertThat(ask().failure().fault()).isEqualTo(Fault.RESET);
        assertThat(upstream.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-"})
    void sendsNothingAgainWhenAnythingOfAnAnswerCame(String beginning) {
        upstream.next(Script.json(200, "first"), (_, to) -> to.write(beginning).close());
        assertThat(ask().whole()).isEqualTo("first");
        assertThat(ask().failure().fault()).isEqualTo(Fault.RESET);
        assertThat(upstream.requests()).hasSize(2);
    }

    /** The system gives a closed connection's descriptor to the next one, and its last events with it if one lets it. */
    @Test
    void connectsWhileConnectionsAreClosedThatHaveNews() throws Exception {
        int streams = 8;
        var goOn = new CompletableFuture<Boolean>();
        var written = new CountDownLatch(streams);
        var open = new ArrayList<Heard>();
        for (int i = 0; i < streams; i++) {
            upstream.next((_, to) -> {
                to.eventStream().chunk("old");
                goOn.get();
                to.chunk("news").close();
                written.countDown();
            });
            Heard heard = ask();
            await().atMost(PATIENCE).until(() -> heard.body.toString().equals("old"));
            open.add(heard);
        }
        var next = new CompletableFuture<List<Heard>>();
        upstream.otherwise(Script.json(200, "next"));
        // The first to hear news closes the others, of which there are news too, and as many connections are opened.
        open.forEach(heard -> heard.onData = () -> {
            if (!next.isDone()) {
                open.forEach(other -> other.upstream().cancel());
                next.complete(open.stream().map(_ -> askHere(vendor(upstream.uri(), Map.of()), call("{}"))).toList());
            }
        });
        assertThat(onLoop(() -> {
            goOn.complete(true);
            return awaited(written);
        })).isTrue();
        for (Heard heard : next.get(10, TimeUnit.SECONDS)) {
            assertThat(heard.whole()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "HTTP/1.1 200 OK\r\n",
            "no HTTP\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void tellsWhenAnAnswerBreaks(String answer) {
        upstream.next((_, to) -> {
            to.write(answer);
            to.close();
        });
        assertThat(ask().failure().fault()).isEqualTo(Fault.RESET);
    }

    @Test
    void readsNoEndlessHead() {
        upstream.next((_, to) -> to.write("HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000) + "\r\n\r\n"));
        assertThat(ask().failure().message()).contains("TooLongHttpHeaderException");
    }

    @Test
    void closesAtOnceWhenCancelledAndFallsSilent() throws Exception {
        upstream.next(Script.silence());
        Heard heard = ask();
        var asked = upstream.awaitRequests(1).getFirst();
        long cancelled = System.nanoTime();
        context.runOnContext(_ -> heard.upstream().cancel());
        assertThat(Duration.ofNanos(asked.connection().awaitPeerClosed(PATIENCE) - cancelled)).isLessThan(Duration
                .ofMillis(500));
        assertThat(heard.end).isNotDone();
    }

    @Test
    void leavesTheNextUserOfAConnectionAloneWhenItsFormerOneIsCancelled() {
        upstream.next(Script.json(200, "first"), (_, to) -> to.eventStream().chunk("half"));
        Heard former = ask();
        former.whole();
        Heard next = ask();
        await().atMost(PATIENCE).until(() -> next.body.toString().equals("half"));
        onLoop(() -> {
            former.upstream().cancel();
            former.upstream().release();
            former.upstream().pause();
            return true;
        });
        assertThat(onLoop(() -> next.end.isDone())).isFalse();
        assertThat(upstream.openConnections()).isOne();
    }

    @Test
    void letsAReleasedBodyRunOutAndServesAgain() {
        var goOn = new CompletableFuture<Boolean>();
        var sent = new CompletableFuture<Boolean>();
        upstream.next((_, to) -> {
            to.eventStream().chunk("heard");
            goOn.get();
            to.chunk("unheard").lastChunk();
            sent.complete(true);
        }, Script.json(200, "next"));
        Heard heard = ask();
        await().atMost(PATIENCE).until(() -> heard.body.toString().equals("heard"));
        onLoop(() -> {
            heard.upstream().pause();
            heard.upstream().release();
            return true;
        });
        goOn.complete(true);
        sent.join();
        // The loop reads what is there before it runs what was asked of it meanwhile.
        for (int turns = 0; turns < 3; turns++) {
            onLoop(() -> true);
        }
        assertThat(ask().whole()).isEqualTo("next");
        assertThat(upstream.connections()).isOne();
        assertThat(heard.body).hasToString("heard");
    }

    @Test
    void closesAReleasedConnectionWhoseBodyDoesNotRunOut() throws Exception {
        upstream.next(Script.begin(List.of("heard")).then(Script.silence()));
        Heard heard = ask();
        await().atMost(PATIENCE).until(() -> heard.body.toString().equals("heard"));
        context.runOnContext(_ -> heard.upstream().release());
        upstream.request().connection().awaitPeerClosed(PATIENCE);
    }

    @Test
    void tellsWhenNobodyListens() {
        URI nobody = upstream.uri();
        upstream.close();
        UpstreamFailure failure = ask(vendor(nobody, Map.of()), call("")).failure();
        assertThat(failure.fault()).isEqualTo(Fault.CONNECT);
        assertThat(failure.message()).isEqualTo("The provider could not be reached: connection refused");
    }

    @Test
    void writesNoHeaderThatWouldNotStayInItsLine() {
        Vendor vendor = vendor(upstream.uri(), Map.of("X-Bad", "a\r\nX-Other: b"));
        assertThatThrownBy(() -> new RequestHead(Origin.of(vendor), vendor, call("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Bad")
                .hasMessageNotContaining("X-Other");
    }

    @Test
    void speaksTlsToServersThatItTrusts(@TempDir Path folder) throws Exception {
        Certificate certificate = Certificate.in(folder);
        int port = vertx.createHttpServer(new HttpServerOptions().setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions().setCertPath(certificate.chain().toString())
                        .setKeyPath(certificate.key().toString())))
                .requestHandler(request -> request.response().end("secret"))
                .listen(0, "127.0.0.1").await().actualPort();
        URI named = URI.create("https://localhost:" + port);

        assertThat(ask(vendor(named, Map.of()), call("")).failure().fault()).isEqualTo(Fault.CONNECT);
        connections = make(new ClientSSLOptions().setTrustOptions(
                new PemTrustOptions().addCertPath(certificate.chain().toString())));
        assertThat(ask(vendor(named, Map.of()), call("")).whole()).isEqualTo("secret");
        URI misnamed = URI.create("https://" + "127.0.0.2:" + port);
        assertThat(ask(vendor(misnamed, Map.of()), call("")).failure().fault()).isEqualTo(Fault.CONNECT);
    }

    /** What a listener heard. */
    private static final class Heard implements Upstream.Listener {
        private final StringBuffer body = new StringBuffer();
        private final CompletableFuture<Optional<UpstreamFailure>> end = new CompletableFuture<>();
        private final CompletableFuture<Upstream> upstream = new CompletableFuture<>();
        private volatile int status;
        private volatile Runnable onData = () -> {};

        @Override
        public void head(int code, Headers headers) {
            status = code;
        }

        @Override
        public void data(byte[] bytes, int from, int to) {
            body.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            onData.run();
        }

        @Override
        public void caughtUp() {}

        @Override
        public void end() {
            end.complete(Optional.empty());
        }

        @Override
        public void broken(UpstreamFailure failure) {
            end.complete(Optional.of(failure));
        }

        Upstream upstream() {
            return upstream.join();
        }

        String whole() {
            assertThat(end.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
            return body.toString();
        }

        UpstreamFailure failure() {
            return end.orTimeout(10, TimeUnit.SECONDS).join().orElseThrow();
        }
    }

    private Heard ask() {
        return ask(call("{}"));
    }

    private Heard ask(Prepared.Call call) {
        return ask(vendor(upstream.uri(), Map.of()), call);
    }

    private Heard ask(Vendor vendor, Prepared.Call call) {
        return onLoop(() -> askHere(vendor, call));
    }

    private Heard askHere(Vendor vendor, Prepared.Call call) {
        var heard = new Heard();
        heard.upstream.complete(connections.send(vendor, call, PATIENCE, heard));
        return heard;
    }

    private Connections make(ClientSSLOptions tls) {
        return onLoop(() -> new Connections(vertx, new Loop(vertx), tls));
    }

    private <T> T onLoop(Supplier<T> action) {
        var result = new CompletableFuture<T>();
        context.runOnContext(_ -> result.complete(action.get()));
        return result.join();
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Prepared.Call call(String body) {
        return new Prepared.Call("/chat", Map.of("accept", "text/event-stream"),
                GatheringSink.over(new ByteSink(16).text(body)));
    }

    private static Vendor vendor(URI base, Map<String, String> headers) {
        return new Vendor("fake", "Fake", "openai", Optional.of(base),
                Optional.of(new Credential("authorization", "Bearer secret")), Quirks.GENERIC, headers);
    }
}
