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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that reads slowly pauses its upstream, and nobody else. */
class BackpressureIT {
    private static final String MODEL = "acme/one";
    private static final int EVENTS = 16_000;
    /** What the kernel may hold for the four sockets on the way, at most; the gateway itself holds next to nothing. */
    private static final long IN_FLIGHT = 48L << 20;
    private static final String FILLER = "x".repeat(8_000);
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("quick");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, MODEL)
            .config("timeouts: {idle: 1s, write-stall: 3s}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("quick"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    /** 128 MB, as fast as they are taken. */
    private static Script flood() {
        return (_, to) -> {
            to.eventStream().chunk(ChatWire.role());
            for (int i = 0; i < EVENTS; i++) {
                to.chunk(ChatWire.text(i + "=" + FILLER));
            }
            to.chunk(ChatWire.finish("stop") + ChatWire.usageEvent(11, EVENTS) + ChatWire.DONE).lastChunk();
        };
    }

    private static HttpConnection slowClient() {
        return HttpConnection.open(GATEWAY.base(), 16_384).request("POST", "/api/v1/chat/completions",
                Json.bytes(TestGateway.question(MODEL, "Flood me", true)), TestGateway.withKey());
    }

    @Test
    void pausesTheUpstreamOfASlowClientAndNobodyElse() {
        UPSTREAM.next(flood());
        try (var slow = slowClient()) {
            var upstream = UPSTREAM.awaitRequests(1).getFirst().connection();
            long paused = awaitPause(upstream::written);
            assertThat(paused).as("bytes that left the upstream").isLessThan(IN_FLIGHT);

            for (int i = 0; i < 20; i++) {
                try (var quick = GATEWAY.streamChat(MODEL, "Hi").all()) {
                    assertThat(quick.content()).isEqualTo("quick");
                }
            }
            assertThat(upstream.written()).isLessThan(IN_FLIGHT);

            var expected = new AtomicInteger();
            assertThat(slow.head().status()).isEqualTo(200);
            slow.chunks(chunk -> {
                for (var event : ServerEvent.parse(chunk)) {
                    if (event.data().contains(FILLER)) {
                        assertThat(event.data()).contains("\"" + expected.getAndIncrement() + "=x");
                    } else {
                        assertThat(event.data()).doesNotContain("\"error\"");
                    }
                }
            });
            assertThat(expected).hasValue(EVENTS);
        }
    }

    @Test
    void closesAClientThatReadsNothing() throws Exception {
        UPSTREAM.next(flood());
        try (var _ = slowClient()) {
            var upstream = UPSTREAM.awaitRequests(1).getFirst().connection();
            upstream.awaitPeerClosed(Duration.ofSeconds(15));
            assertThat(upstream.written()).isLessThan(IN_FLIGHT);
        }
    }

    /** Waits until a counter has stood still for half a second, and tells where. */
    private static long awaitPause(LongSupplier counter) {
        var last = new AtomicLong(-1);
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(500)).until(() -> {
            long now = counter.getAsLong();
            return now > 0 && last.getAndSet(now) == now;
        });
        return last.get();
    }
}
