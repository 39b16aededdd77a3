package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.HttpConnection;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A crash under load loses no record of an answer whose end a client has seen. */
class DurabilityIT {
    private static final int CLIENTS = 24;

    @Test
    void keepsEveryRecordOfAFinishedAnswerOverKills() {
        try (var upstream = FakeUpstream.playing(Script.chat("Hello", " there"));
                var gateway = TestGateway.with().openai("acme", upstream, "acme/one").start()) {
            var finished = ConcurrentHashMap.<String>newKeySet();
            for (int round = 1; round <= 3; round++) {
                loadUntilKilled(gateway, finished, round * 300);
                gateway.start();
            }
            assertThat(finished).hasSizeGreaterThan(600);
            assertAllRecorded(gateway, finished);
            double usage = gateway.getWithKey("/api/v1/key").json().at("/data/usage").asDouble();
            assertThat(usage).as("each record was charged").isGreaterThanOrEqualTo(finished.size() * 0.000025 - 1e-9);
        }
    }

    private static void loadUntilKilled(TestGateway gateway, Set<String> finished, int enough) {
        var running = new AtomicBoolean(true);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                boolean stream = i % 2 == 0;
                clients.submit(() -> {
                    while (running.get()) {
                        finished.add(ask(gateway, stream));
                    }
                    return null;
                });
            }
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                    .until(() -> finished.size() >= enough);
            gateway.kill();
            running.set(false);
        }
    }

    /** The id of an answer that was seen to its end; anything else is an exception. */
    private static String ask(TestGateway gateway, boolean stream) {
        try (var client = gateway.connect().request("POST", "/api/v1/chat/completions",
                Json.bytes(TestGateway.question("acme/one", "Hi", stream)), TestGateway.withKey())) {
            if (stream) {
                return client.events().until("\"finish_reason\":\"stop\"").headers().value("X-Generation-Id")
                        .orElseThrow();
            }
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(200);
            return answer.json().path("id").asString();
        }
    }

    private static void assertAllRecorded(TestGateway gateway, Set<String> finished) {
        Queue<String> lost = new ConcurrentLinkedQueue<>();
        try (HttpConnection client = gateway.connect()) {
            for (var id : new ArrayList<>(finished)) {
                var record = client.request("GET", "/api/v1/generation?id=" + id, new byte[0],
                        TestGateway.withKey()).answer();
                if (record.status() != 200) {
                    lost.add(id);
                }
            }
        }
        assertThat(lost).as("answers without a record, of %d", finished.size()).isEmpty();
    }
}
