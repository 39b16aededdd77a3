package dev.interline.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.interline.exchange.Rejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteKeysTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final KeyPair ONE = Forge.rsa(2048);
    private static final KeyPair TWO = Forge.ec("secp256r1");

    private Issuer issuer;

    @BeforeEach
    void open() throws IOException {
        issuer = new Issuer(Forge.jwks(Forge.jwk("one", ONE)));
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    private static void refuses(RemoteKeys keys, Algorithm algorithm, String id, int status) {
        assertThatThrownBy(() -> keys.find(algorithm, Optional.of(id))).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.problem().status()).isEqualTo(status));
    }

    @Test
    void waitsForTheFirstFetchAndAsksOnce() {
        try (var keys = issuer.keys(LONG, LONG)) {
            for (int i = 0; i < 3; i++) {
                assertThat(keys.find(Algorithm.RS256, Optional.of("one")).key()).isEqualTo(ONE.getPublic());
            }
            assertThat(keys.find(Algorithm.RS256, Optional.empty()).key()).isEqualTo(ONE.getPublic());
            assertThat(issuer.asked()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void fetchesAnewForAKeyThatItDoesNotKnow() {
        try (var keys = issuer.keys(LONG, Duration.ZERO)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            issuer.publish(Forge.jwks(Forge.jwk("two", TWO)));
            assertThat(keys.find(Algorithm.ES256, Optional.of("two")).key()).isEqualTo(TWO.getPublic());
            refuses(keys, Algorithm.RS256, "one", 401);
        }
    }

    @Test
    void doesNotFetchForEveryTokenThatNamesAnUnknownKey() {
        try (var keys = issuer.keys(LONG, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            int before = issuer.asked();
            for (int i = 0; i < 100; i++) {
                refuses(keys, Algorithm.RS256, "unknown" + i, 401);
                refuses(keys, Algorithm.ES256, "one", 401);
            }
            assertThat(issuer.asked()).as("beside the first fetch, which may still be under way")
                    .isLessThanOrEqualTo(before + 1);
        }
    }

    @Test
    void forgetsWithdrawnKeysByItself() {
        try (var keys = issuer.keys(Issuer.SHORT, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            var before = keys.keys();
            int seen = issuer.asked();
            await().until(() -> issuer.asked() > seen + 1);
            assertThat(keys.keys()).as("the same keys are the same list").isSameAs(before);
            issuer.publish(Forge.jwks(Forge.jwk("two", TWO)));
            await().until(() -> !keys.keys().equals(before));
            refuses(keys, Algorithm.RS256, "one", 401);
        }
    }

    @Test
    void keepsTheLastKeysWhileTheIssuerFails() {
        try (var keys = issuer.keys(Issuer.SHORT, LONG)) {
            keys.find(Algorithm.RS256, Optional.of("one"));
            for (var failure : List.of("500", "302" + Forge.jwks(Forge.jwk("two", TWO)), "200 not json", "200 {}",
                    "200 " + "x".repeat(300_000))) {
                issuer.answer(Integer.parseInt(failure.substring(0, 3)), failure.substring(3).strip());
                int seen = issuer.asked();
                await().until(() -> issuer.asked() > seen + 1);
                assertThat(keys.find(Algorithm.RS256, Optional.of("one")).key()).isEqualTo(ONE.getPublic());
            }
        }
    }

    @Test
    void neverBlamesTheTokenWhenNoKeysCouldBeFetched() {
        issuer.answer(500, "");
        try (var keys = issuer.keys(LONG, Duration.ZERO)) {
            refuses(keys, Algorithm.RS256, "one", 503);
            issuer.publish(Forge.jwks(Forge.jwk("one", ONE)));
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
