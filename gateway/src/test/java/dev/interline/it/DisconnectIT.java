package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that goes away is nobody's concern any more; how soon its upstream is closed is in {@code it.faults}. */
class DisconnectIT {
    private static final String MODEL = "acme/one";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, MODEL)
            .config("timeouts: {keep-alive-comment: 10s}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("still alive"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static HttpConnection ask(boolean stream) {
        return GATEWAY.connect().request("POST", "/api/v1/chat/completions",
                Json.bytes(TestGateway.question(MODEL, "Hi", stream)), TestGateway.withKey());
    }

    @Test
    void triesNobodyElseForAClientThatLeft() throws Exception {
        try (var spare = FakeUpstream.saying("never asked");
                var gateway = TestGateway.with().openai("acme", UPSTREAM, MODEL).openai("spare", spare, MODEL)
                        .config("timeouts: {response-headers: 500ms}").start()) {
            UPSTREAM.otherwise(Script.silence());
            var client = gateway.connect().request("POST", "/api/v1/chat/completions",
                    Json.bytes(TestGateway.question(MODEL, "Hi", true)), TestGateway.withKey());
            var request = UPSTREAM.awaitRequests(1).getFirst();
            client.close();
            request.connection().awaitPeerClosed(Duration.ofSeconds(5));
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(3))
                    .until(() -> spare.requests().isEmpty() && UPSTREAM.requests().size() == 1);
        }
    }

    @Test
    void readsToTheEndWhereTheProviderIsSetToDrain() {
        var draining = FakeUpstream.playing((_, to) -> {
            to.eventStream();
            for (int i = 0; i < 20; i++) {
                to.chunk(ChatWire.text("word" + i + " "));
                Thread.sleep(20);
            }
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(11, 20) + ChatWire.DONE).lastChunk();
        });
        try (draining;
                var gateway = TestGateway.with().openai("drained", draining, MODEL)
                        .having("on-disconnect: drain").start()) {
            var stream = gateway.streamChat(MODEL, "Hi").until("word1 ");
            var id = stream.headers().value("X-Generation-Id").orElse("");
            stream.close();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                var record = gateway.getWithKey("/api/v1/generation?id=" + id);
                assertThat(record.status()).isEqualTo(200);
                assertThat(record.json().at("/data/native_tokens_completion").asInt()).isEqualTo(20);
            });
        }
    }

    @Test
    void doesNotDisturbOthersOnTheirConnections() {
        UPSTREAM.otherwise(Script.chat("steady"));
        for (int i = 0; i < 30; i++) {
            UPSTREAM.next(Script.silence());
            var leaving = ask(true);
            UPSTREAM.awaitRequests(2 * i + 1);
            leaving.reset();
            assertThat(GATEWAY.chat(MODEL, "Hi").content()).isEqualTo("steady");
        }
    }
}
