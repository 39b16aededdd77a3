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
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that goes away closes its upstream at once, whatever was going on between them. */
class DisconnectIT {
    private static final String MODEL = "acme/one";
    private static final int ROUNDS = 100;
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

    /** What was going on when the client left. */
    enum Moment {
        STREAM_WITHOUT_A_BYTE(true, Script.silence()),
        STREAM_WITH_HEADERS(true, (_, to) -> to.eventStream()),
        STREAM_IN_THE_MIDDLE(true, (_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once"))),
        JSON_WITHOUT_A_BYTE(false, Script.silence()),
        JSON_IN_THE_MIDDLE(false, (_, to) -> to
                .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"id\":"));

        private final boolean stream;
        private final Script upstream;

        Moment(boolean stream, Script upstream) {
            this.stream = stream;
            this.upstream = upstream;
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesTheUpstreamWithin100Milliseconds(Moment moment) throws Exception {
        var took = new ArrayList<Duration>();
        for (int round = 0; round < ROUNDS; round++) {
            UPSTREAM.forget().otherwise(moment.upstream);
            var client = ask(moment.stream);
            var request = UPSTREAM.awaitRequests(1).getFirst();
            if (moment == Moment.STREAM_IN_THE_MIDDLE) {
                client.events().until("Once");
            }
            long left = System.nanoTime();
            if (round % 2 == 0) {
                client.close();
            } else {
                client.reset();
            }
            took.add(Duration.ofNanos(request.connection().awaitPeerClosed(Duration.ofSeconds(5)) - left));
        }
        took.sort(null);
        assertThat(took.get(ROUNDS / 2)).as("median").isLessThan(Duration.ofMillis(20));
        assertThat(took.get(ROUNDS * 99 / 100 - 1)).as("99th percentile").isLessThan(Duration.ofMillis(100));
        UPSTREAM.otherwise(Script.chat("still alive"));
        assertThat(GATEWAY.chat(MODEL, "Hi").content()).as("the next client is served").isEqualTo("still alive");
    }

    private static HttpConnection ask(boolean stream) {
        return GATEWAY.connect().request("POST", "/api/v1/chat/completions",
                Json.bytes(TestGateway.question(MODEL, "Hi", stream)), TestGateway.withKey());
    }

    @Test
    void chargesWhatWasDelivered() {
        UPSTREAM.next((_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once upon a time")));
        var stream = GATEWAY.streamChat(MODEL, "Tell me a story").until("Once upon a time");
        var id = stream.headers().value("X-Generation-Id").orElse("");
        stream.close();
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
            assertThat(record.status()).isEqualTo(200);
            assertThat(record.json().at("/data/cancelled").asBoolean()).isTrue();
            assertThat(record.json().at("/data/total_cost").asDouble()).isPositive();
        });
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
    void leavesNothingBehind() {
        UPSTREAM.otherwise((_, to) -> to.eventStream().chunk(ChatWire.role() + ChatWire.text("Once")));
        var clients = new ArrayList<HttpConnection>();
        for (int i = 0; i < 200; i++) {
            clients.add(ask(true));
        }
        clients.forEach(client -> client.events().until("Once"));
        assertThat(openRequests()).isGreaterThanOrEqualTo(200);
        clients.forEach(HttpConnection::reset);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(UPSTREAM.openConnections()).isZero();
            assertThat(openRequests()).isZero();
        });
    }

    private static double openRequests() {
        return GATEWAY.get("/metrics").text().lines()
                .filter(line -> line.matches("interline_open_requests(\\{.*})? .*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum();
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
