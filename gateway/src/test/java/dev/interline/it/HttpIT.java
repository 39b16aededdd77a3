package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.ServerEvent;
import dev.interline.it.harness.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP/1.1 as clients, proxies and browsers really speak it. */
class HttpIT {
    private static final String PATH = "/api/v1/chat/completions";
    private static final String QUESTION = TestGateway.question("acme/one", "Hi", false);
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, "acme/one")
            .config("timeouts: {client-idle: 1s}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    @Test
    void asksForTheBodyWhenTheClientWaitsForThat() {
        try (var client = GATEWAY.connect()) {
            var body = Json.bytes(QUESTION);
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nExpect: 100-continue\r\nContent-Length: " + body.length + "\r\n\r\n");
            assertThat(client.head().status()).isEqualTo(100);
            assertThat(client.send(body).answer().content()).isEqualTo("fine");
        }
    }

    @Test
    void refusesBeforeTheBodyWhenTheClientWaitsForThat() {
        try (var client = GATEWAY.connect()) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nobody"
                    + "\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(401);
        }
    }

    @Test
    void servesManyRequestsOnOneConnection() {
        try (var client = GATEWAY.connect()) {
            for (int i = 0; i < 50; i++) {
                var stream = i % 2 == 0;
                client.request("POST", PATH, Json.bytes(TestGateway.question("acme/one", "Hi", stream)),
                        TestGateway.withKey());
                if (stream) {
                    assertThat(client.events().all().content()).isEqualTo("fine");
                } else {
                    assertThat(client.answer().content()).isEqualTo("fine");
                }
            }
        }
        assertThat(UPSTREAM.connections()).as("connections to the upstream are used again").isLessThan(25);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            all.writeBytes(HttpConnection.message("POST", PATH,
                    Json.bytes(TestGateway.question("acme/one", "question " + i, i % 3 == 0)),
                    TestGateway.withKey()));
        }
        UPSTREAM.otherwise((request, to) -> Script.chat("answer to "
                + request.json().at("/messages/0/content").asString()).play(request, to));
        try (var client = GATEWAY.connect().send(all.toByteArray())) {
            for (int i = 0; i < 10; i++) {
                var said = i % 3 == 0 ? client.events().all().content() : client.answer().content();
                assertThat(said).isEqualTo("answer to question " + i);
            }
        }
    }

    @Test
    void takesAChunkedBodyInAnyPieces() {
        try (var client = GATEWAY.connect()) {
            client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int from = 0; from < QUESTION.length(); from += 7) {
                var piece = QUESTION.substring(from, Math.min(QUESTION.length(), from + 7));
                client.send(Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n");
            }
            assertThat(client.send("0\r\n\r\n").answer().content()).isEqualTo("fine");
        }
    }

    @Test
    void takesACompressedBody() {
        try (var client = GATEWAY.connect()) {
            var answer = client.request("POST", PATH, gzip(Json.bytes(QUESTION)),
                    TestGateway.withKey("Content-Encoding", "gzip")).answer();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.content()).isEqualTo("fine");
        }
    }

    @Test
    void refusesABodyThatIsNotCompressedAsItSays() {
        try (var client = GATEWAY.connect()) {
            var answer = client.request("POST", PATH, Json.bytes(QUESTION),
                    TestGateway.withKey("Content-Encoding", "gzip")).answer();
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.text()).contains("Content-Encoding");
        }
    }

    @Test
    void refusesABodyThatUnfoldsBeyondTheLimit() {
        try (var client = GATEWAY.connect()) {
            var bomb = gzip(new byte[64 << 20]);
            var answer = client.request("POST", PATH, bomb, TestGateway.withKey("Content-Encoding", "gzip")).answer();
            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void compressesWhatIsLarge() {
        try (var client = GATEWAY.connect()) {
            var answer = client.request("GET", "/api/v1/models", new byte[0], "Accept-Encoding", "gzip").answer();
            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.header("Vary")).containsIgnoringCase("Accept-Encoding");
            assertThat(Json.tree(gunzip(answer.body())).path("data").size()).isGreaterThan(300);
            assertThat(GATEWAY.get("/api/v1/models").header("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void compressesAnAnswer() {
        UPSTREAM.next(Script.chat("again and again ".repeat(500)));
        try (var client = GATEWAY.connect()) {
            var answer = client.request("POST", PATH, Json.bytes(QUESTION),
                    TestGateway.withKey("Accept-Encoding", "gzip, deflate, br")).answer();
            assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(Json.tree(gunzip(answer.body())).at("/choices/0/message/content").asString())
                    .startsWith("again and again");
        }
    }

    @Test
    void doesNotDelayStreamsByCompression() throws Exception {
        var go = new CountDownLatch(1);
        UPSTREAM.next((_, to) -> {
            to.eventStream().chunk(ChatWire.text("first"));
            go.await();
            to.chunk(ChatWire.text(" second") + ChatWire.finish("stop") + ChatWire.usageEvent(1, 1) + ChatWire.DONE)
                    .lastChunk();
        });
        try (var stream = GATEWAY.stream(PATH, TestGateway.question("acme/one", "Hi", true), "Accept-Encoding",
                "gzip")) {
            assertThat(stream.headers().value("Content-Encoding")).isEmpty();
            stream.until("first");
            go.countDown();
            assertThat(stream.all().content()).isEqualTo("first second");
        }
    }

    @Test
    void letsBrowsersIn() {
        try (var client = GATEWAY.connect()) {
            var allowed = client.request("OPTIONS", PATH, new byte[0], "Origin", "https://app.example.com",
                    "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers",
                    "authorization,content-type,http-referer,x-title,x-stainless-os").answer();
            assertThat(allowed.status()).isIn(200, 204);
            assertThat(allowed.header("Access-Control-Allow-Origin")).isIn("*", "https://app.example.com");
            assertThat(allowed.header("Access-Control-Allow-Methods")).contains("POST");
            assertThat(allowed.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                    .containsAnyOf("*", "authorization");
            var answer = client.request("POST", PATH, Json.bytes(QUESTION),
                    TestGateway.withKey("Origin", "https://app.example.com")).answer();
            assertThat(answer.header("Access-Control-Allow-Origin")).isIn("*", "https://app.example.com");
            assertThat(answer.header("Access-Control-Expose-Headers")).containsIgnoringCase("X-Generation-Id");
            var refused = client.request("POST", PATH, Json.bytes(QUESTION), "Origin", "https://app.example.com")
                    .answer();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("Access-Control-Allow-Origin")).isIn("*", "https://app.example.com");
        }
    }

    @ParameterizedTest
    @CsvSource({"GET,/api/v1/chat/completions,405", "DELETE,/api/v1/models,405", "GET,/api/v1/nothing,404",
            "POST,/nothing,404", "HEAD,/api/v1/models,200", "GET,/api/v1/../v1/models,404"})
    void answersOtherMethodsAndPaths(String method, String path, int status) {
        try (var client = GATEWAY.connect()) {
            var head = client.request(method, path, new byte[0], "Authorization", "Bearer " + TestGateway.KEY)
                    .head();
            assertThat(head.status()).isEqualTo(status);
            if (status == 405) {
                assertThat(head.value("Allow")).isPresent();
            }
        }
    }

    @Test
    void speaksHttp10() {
        try (var client = GATEWAY.connect()) {
            var answer = client.send("GET /health HTTP/1.0\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(client.untilClosed()).isEmpty();
        }
    }

    /** Old clients know no chunks: a stream is as long as its connection. */
    @Test
    void streamsToHttp10() {
        var turns = new Semaphore(0);
        UPSTREAM.next(inTurns(turns));
        var body = TestGateway.question("acme/one", "Hi", true);
        try (var client = GATEWAY.connect()) {
            client.send("POST " + PATH + " HTTP/1.0\r\nAuthorization: Bearer " + TestGateway.KEY
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(client.head().status()).isEqualTo(200);
            var first = client.until("first");
            turns.release();
            var second = client.until("second");
            turns.release();
            var whole = Json.bytes(first + second + new String(client.untilClosed(), StandardCharsets.UTF_8));
            assertThat(ServerEvent.parse(whole).getLast().isDone()).isTrue();
        }
    }

    @Test
    void logsTheLengthOfAStream() {
        var turns = new Semaphore(0);
        UPSTREAM.next(inTurns(turns));
        try (var stream = GATEWAY.streamChat("acme/one", "Hi").until("first")) {
            turns.release();
            stream.until("second");
            turns.release();
            int length = stream.all().events().stream().mapToInt(event -> "data: \n\n".length()
                    + Json.bytes(event.data()).length).sum();
            await().atMost(Duration.ofSeconds(5)).until(() -> GATEWAY.log().contains(" bytes=" + length + " "));
        }
    }

    /** Two pieces and the end, each when it may. */
    private static Script inTurns(Semaphore turns) {
        return (_, to) -> {
            to.eventStream().chunk(ChatWire.text("first"));
            turns.acquire();
            to.chunk(ChatWire.text("second"));
            turns.acquire();
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(1, 1) + ChatWire.DONE).lastChunk();
        };
    }

    @Test
    void closesAConnectionThatWasAskedToClose() {
        try (var client = GATEWAY.connect()) {
            var answer = client.request("POST", PATH, Json.bytes(QUESTION), TestGateway.withKey("Connection", "close"))
                    .answer();
            assertThat(answer.content()).isEqualTo("fine");
            assertThat(client.untilClosed()).isEmpty();
        }
    }

    @Test
    void closesAConnectionThatIsIdle() {
        try (var client = GATEWAY.connect()) {
            assertThat(client.request("GET", "/health", new byte[0]).answer().status()).isEqualTo(200);
            long since = System.nanoTime();
            assertThat(client.untilClosed()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isBetween(Duration.ofMillis(500),
                    Duration.ofSeconds(5));
        }
    }

    @Test
    void refusesSmuggling() {
        for (var headers : new String[]{"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n", "Transfer-Encoding: chunked, identity\r\n"}) {
            try (var client = GATEWAY.connect()) {
                client.send("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TestGateway.KEY
                        + "\r\n" + headers + "\r\n0\r\n\r\nGET /api/v1/key HTTP/1.1\r\nHost: x\r\n\r\n");
                var first = client.answer();
                assertThat(first.status()).as(headers).isEqualTo(400);
            }
        }
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gunzip(byte[] packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As Java's HttpClient asks for HTTP/2 unless it is told otherwise; the body comes before the answer to that. */
    @Test
    void answersAProblemToARequestThatUpgradesToHttp2() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(GATEWAY.base().resolve("/api/v1/chat/completions"))
                    .timeout(Duration.ofSeconds(10)).header("Authorization", "Bearer " + TestGateway.KEY)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"nobody/nothing\",\"messages\":[]}"))
                    .build();
            for (int i = 0; i < 3; i++) {
                var refused = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
                assertThat(refused.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
    }
}
