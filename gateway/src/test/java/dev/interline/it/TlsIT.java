package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Certificate;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS, with the certificate that the configuration names. */
class TlsIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello", " there");

    @TempDir
    static Path folder;

    private static TestGateway gateway;
    private static HttpClient client;

    @BeforeAll
    static void start() throws Exception {
        var certificate = Certificate.in(folder);
        gateway = TestGateway.with().openai("acme", UPSTREAM, "acme/one")
                .config("tls: {certificate: " + certificate.chain() + ", key: " + certificate.key() + "}").start();
        client = HttpClient.newBuilder().sslContext(Certificate.trusting()).version(HttpClient.Version.HTTP_2)
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        gateway.close();
        UPSTREAM.close();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("Hello", " there"));
    }

    private static HttpRequest question(boolean stream) {
        return HttpRequest.newBuilder(gateway.base().resolve("/api/v1/chat/completions"))
                .header("Authorization", "Bearer " + TestGateway.KEY).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(TestGateway.question("acme/one", "Hi", stream)))
                .timeout(Duration.ofSeconds(30)).build();
    }

    @Test
    void servesOverHttp2() throws Exception {
        assertThat(gateway.base().getScheme()).isEqualTo("https");
        var answer = client.send(question(false), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.tree(answer.body()).at("/choices/0/message/content").asString()).isEqualTo("Hello there");
        assertThat(answer.headers().firstValue("x-generation-id")).isPresent();
    }

    @Test
    void streamsManyAnswersOverOneConnection() {
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 50; i++) {
            answers.add(client.sendAsync(question(true), BodyHandlers.ofString()));
        }
        for (var answer : answers) {
            assertThat(answer.join().version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.join().body()).contains("Hello").contains(" there").endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void closesTheUpstreamWhenOneOfManyStreamsIsGivenUp() throws Exception {
        var go = new CountDownLatch(1);
        UPSTREAM.otherwise((_, to) -> {
            to.eventStream().chunk(ChatWire.text("begun"));
            go.await();
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(1, 1) + ChatWire.DONE).lastChunk();
        });
        var staying = client.send(question(true), BodyHandlers.ofInputStream());
        var kept = UPSTREAM.awaitRequests(1).getFirst().connection();
        var leaving = client.send(question(true), BodyHandlers.ofInputStream());
        var closed = UPSTREAM.awaitRequests(2).getLast().connection();
        assertThat(new String(leaving.body().readNBytes(5), "UTF-8")).isEqualTo("data:");
        leaving.body().close();
        closed.awaitPeerClosed(Duration.ofSeconds(2));
        assertThat(kept.peerClosed()).isFalse();
        go.countDown();
        assertThat(new String(staying.body().readAllBytes(), "UTF-8")).endsWith("data: [DONE]\n\n");
    }

    @Test
    void servesHttp1ToThoseWhoKnowNothingElse() throws Exception {
        try (var old = HttpClient.newBuilder().sslContext(Certificate.trusting())
                .version(HttpClient.Version.HTTP_1_1).build()) {
            var answer = old.send(question(false), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(List.of(answer.statusCode())).containsExactly(200);
            assertThat(old.send(question(true), BodyHandlers.ofString()).body()).contains("Hello").contains(" there")
                    .endsWith("data: [DONE]\n\n");
        }
    }
}
