package dev.interline.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeUpstreamTest {
    private static final byte[] QUESTION = Json.bytes("{\"stream\":true}");

    @Test
    void recordsRequestsAndPlaysScriptsInTurn() {
        try (var upstream = FakeUpstream.saying("Hel", "lo"); var client = HttpConnection.open(upstream.uri())) {
            upstream.next(Script.error(429, "slow down", "Retry-After", "7"));
            var refused = client.request("POST", "/v1/chat/completions", QUESTION, "X-Some", "thing").answer();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("retry-after")).isEqualTo("7");

            var stream = client.request("POST", "/v1/chat/completions", QUESTION).events().all();
            assertThat(stream.content()).isEqualTo("Hello");
            assertThat(stream.writes()).hasSize(6);
            assertThat(upstream.requests()).hasSize(2);
            assertThat(upstream.requests().getFirst().headers().value("x-some")).contains("thing");
            assertThat(upstream.connections()).isOne();
            assertThat(upstream.failures()).isEmpty();
        }
    }

    @Test
    void noticesAtOnceThatItsPeerLeaves() throws Exception {
        try (var upstream = FakeUpstream.playing(Script.silence())) {
            for (int i = 0; i < 50; i++) {
                upstream.forget();
                var client = HttpConnection.open(upstream.uri()).request("POST", "/", QUESTION);
                var request = upstream.awaitRequests(1).getFirst();
                long left = System.nanoTime();
                client.close();
                var noticed = request.connection().awaitPeerClosed(Duration.ofSeconds(1)) - left;
                assertThat(Duration.ofNanos(noticed)).isLessThan(Duration.ofMillis(100));
            }
        }
    }

    @Test
    void resetsBeforeItAnswers() {
        try (var upstream = FakeUpstream.playing(Script.reset()); var client = HttpConnection.open(upstream.uri())) {
            assertThat(client.request("POST", "/", QUESTION).untilClosed()).isEmpty();
        }
    }
}
