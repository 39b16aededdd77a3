package dev.interline.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.interline.exchange.Rejected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);
    private static final KeyPair ONE = Forge.rsa(2048);
    private static final KeyPair TWO = Forge.ec("secp256r1");

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String published = Forge.jwks(Forge.jwk("one", ONE));

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            var body = published.getBytes(StandardCharsets.UTF_8);
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                status = 200;
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private RemoteKeys keys(Duration usually, Duration unasked) {
        return new RemoteKeys(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks"),
                new RemoteKeys.Pace(Duration.ofSeconds(5), usually, SHORT, unasked));
    }

    private static void refuses(RemoteKeys keys, Algorithm algorithm, String id, int status) {
        assertThatThrownBy(() -> keys.find(algorithm, Optional.of(id))).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.problem().status()).isEqualTo(status));
    }

    @Test
    void waitsForTheFirstFetchAndAsksOnce() {
        try (var keys = keys(LONG, LONG)) {
            for (int i = 0; i < 3; i++) {
                assertThat(keys.find(Algorithm.RS256, Optional.of("one")).key()).isEqualTo(ONE.getPublic());
            }
            assertThat(keys.find(Algorithm.RS256, Optional.empty()).key()).isEqualTo(ONE.getPublic());
            assertThat(asked).hasValueLessThanOrEqualTo(2);
        }
    }

    @Test
    void fetchesAnewForAKeyThatItDoesNotKnow() {
        try (var keys = keys(LONG, Duration.ZERO)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            published = Forge.jwks(Forge.jwk("two", TWO));
            assertThat(keys.find(Algorithm.ES256, Optional.of("two")).key()).isEqualTo(TWO.getPublic());
            refuses(keys, Algorithm.RS256, "one", 401);
        }
    }

    @Test
    void doesNotFetchForEveryTokenThatNamesAnUnknownKey() {
        try (var keys = keys(LONG, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            int before = asked.get();
            for (int i = 0; i < 100; i++) {
                refuses(keys, Algorithm.RS256, "unknown" + i, 401);
                refuses(keys, Algorithm.ES256, "one", 401);
            }
            assertThat(asked).as("beside the first fetch, which may still be under way")
                    .hasValueLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void forgetsWithdrawnKeysByItself() {
        try (var keys = keys(SHORT, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            var before = keys.keys();
            int seen = asked.get();
            await().until(() -> asked.get() > seen + 1);
            assertThat(keys.keys()).as("the same keys are the same list").isSameAs(before);
            published = Forge.jwks(Forge.jwk("two", TWO));
            await().until(() -> !keys.keys().equals(before));
            refuses(keys, Algorithm.RS256, "one", 401);
        }
    }

    @Test
    void keepsTheLastKeysWhileTheIssuerFails() {
        try (var keys = keys(SHORT, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            for (var failure : List.of("500", "302", "200 not json", "200 {}", "200 " + "x".repeat(300_000))) {
                published = failure.substring(3).strip();
                status = Integer.parseInt(failure.substring(0, 3));
                int seen = asked.get();
                await().until(() -> asked.get() > seen + 1);
                assertThat(keys.find(Algorithm.RS256, Optional.of("one")).key()).isEqualTo(ONE.getPublic());
            }
        }
    }

    @Test
    void neverBlamesTheTokenWhenNoKeysCouldBeFetched() {
        status = 500;
        try (var keys = keys(LONG, Duration.ZERO)) {
            refuses(keys, Algorithm.RS256, "one", 503);
            status = 200;
            assertThat(keys.find(Algorithm.RS256, Optional.of("one")).key()).isEqualTo(ONE.getPublic());
        }
    }

    @Test
    void leavesOutKeysThatMustNotBeUsed() {
        var json = Forge.jwks(Forge.jwk("encrypts", ONE, "\"use\":\"enc\""),
                Forge.jwk("other", ONE, "\"alg\":\"RS512\""), Forge.jwk("short", Forge.rsa(1024)),
                Forge.jwk("curve", Forge.ec("secp384r1")), "{\"kty\":\"oct\",\"kid\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":\"EC\",\"kid\":\"half\",\"crv\":\"P-256\",\"x\":\"AAAA\"}", "{\"kid\":\"none\"}", "7",
                Forge.jwk("signs", ONE, "\"use\":\"sig\"", "\"alg\":\"RS256\""));
        assertThat(JwkSet.parse(json.getBytes(StandardCharsets.UTF_8))).extracting(key -> key.id().orElseThrow())
                .containsExactly("signs");
    }
}
