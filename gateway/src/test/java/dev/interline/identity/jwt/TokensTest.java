package dev.interline.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.config.Config;
import dev.interline.identity.Account;
import dev.interline.identity.Actor;
import dev.interline.identity.Caller;
import dev.interline.identity.Identity;
import dev.interline.identity.TestIdentity;
import dev.interline.ledger.Ledger;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final Actor ADMIN = new Actor("test");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Instant now = START;
    private Store store;
    private Identity identity;

    @BeforeEach
    void open() {
        store = Store.open(TestDatabase.sqlite(folder));
        identity = TestIdentity.open(store, Ledger.open(store, () -> now), 7, () -> now);
        identity.beginAccounts(Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Tokens tokens(String yaml) {
        var config = Config.of("jwt: {" + yaml + "}").jwt();
        return Tokens.open(config, identity.subjects(new byte[32], config), () -> now);
    }

    private Tokens tokens() {
        return tokens("new-subjects: join, secret: " + Forge.SECRET);
    }

    private static String token(String subject) {
        return new TokenMaker(Forge.SECRET, Optional.empty(), Optional.empty()).make(subject, START,
                START.plusSeconds(60));
    }

    private static Caller caller(Verification verification) {
        assertThat(verification).isInstanceOf(Verification.Known.class);
        return ((Verification.Known) verification).caller();
    }

    private static void refused(Verification verification, int status, String reason) {
        assertThat(verification).isInstanceOfSatisfying(Verification.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().message()).contains(reason);
        });
    }

    @Test
    void remembersWhatItCheckedUntilThatExpires() {
        var tokens = tokens();
        var token = token("alice");
        assertThat(tokens.known(token)).isInstanceOf(Verification.Unchecked.class);
        var caller = caller(tokens.check(token));
        assertThat(caller.account()).isEqualTo(identity.accounts().get(Account.DEFAULT).id());
        assertThat(tokens.known(token)).isEqualTo(new Verification.Known(caller));
        now = START.plusSeconds(60).plus(Verifier.LEEWAY);
        assertThat(tokens.known(token)).isInstanceOf(Verification.Unchecked.class);
        refused(tokens.check(token), 401, "expired");
    }

    @Test
    void tellsSubjectsApart() {
        var tokens = tokens();
        assertThat(caller(tokens.check(token("alice"))).keyHash())
                .isEqualTo(caller(tokens.check(token("alice"))).keyHash())
                .isNotEqualTo(caller(tokens.check(token("bob"))).keyHash());
    }

    @Test
    void keepsASubjectOutAsSoonAsItsKeyIsDisabled() {
        var tokens = tokens();
        var token = token("alice");
        var hash = caller(tokens.check(token)).keyHash();
        identity.apiKeys().change(hash, key -> key.withDisabled(true), ADMIN);
        refused(tokens.known(token), 401, "disabled");
        refused(tokens.check(token), 401, "disabled");
        identity.apiKeys().change(hash, key -> key.withDisabled(false), ADMIN);
        caller(tokens.known(token));
        identity.apiKeys().delete(hash, ADMIN);
        assertThat(tokens.known(token)).isInstanceOf(Verification.Unchecked.class);
        caller(tokens.check(token));
    }

    @Test
    void remembersNothingOfARefusedToken() {
        var tokens = tokens("secret: " + Forge.SECRET);
        refused(tokens.check(token("alice")), 401, "alice");
        assertThat(tokens.known(token("alice"))).isInstanceOf(Verification.Unchecked.class);
        refused(tokens.check(token("alice") + "x"), 401, "signature");
        refused(tokens.check("x".repeat(1 << 20)), 401, "not a signed");
        assertThat(tokens.known("x".repeat(1 << 20))).isInstanceOf(Verification.Unchecked.class);
        assertThat(identity.apiKeys().list()).isEmpty();
    }

    @Test
    void remembersBoundedlyMany() {
        var tokens = tokens();
        for (int i = 0; i < 10_001; i++) {
            caller(tokens.check(new TokenMaker(Forge.SECRET, Optional.empty(), Optional.empty()).make("alice",
                    START.minusSeconds(i), START.plusSeconds(60))));
        }
        assertThat(tokens.known(token("alice"))).isInstanceOf(Verification.Unchecked.class);
    }

    @Test
    void acceptsNoneUnlessConfigured() {
        refused(tokens("").check(token("alice")), 401, "HS256 is not accepted here");
        refused(tokens("").check(Forge.token("{\"alg\":\"RS256\"}", "{}", Forge.hmac())), 401,
                "RS256 is not accepted here");
        refused(tokens().check(Forge.token("{\"alg\":\"ES256\"}", "{}", Forge.hmac())), 401,
                "ES256 is not accepted here");
    }

    @Test
    void checksAgainWhenThePublishedKeysHaveChanged() throws Exception {
        var config = Config.of("jwt: {new-subjects: join, issuer: us, audience: here}").jwt();
        var one = Forge.rsa(2048);
        var two = Forge.rsa(2048);
        var claims = "{\"sub\":\"alice\",\"iss\":\"us\",\"aud\":\"here\",\"exp\":"
                + START.plusSeconds(60).getEpochSecond() + "}";
        var token = Forge.token("{\"alg\":\"RS256\",\"kid\":\"one\"}", claims, Forge.rs256(one));
        var next = Forge.token("{\"alg\":\"RS256\",\"kid\":\"two\"}", claims, Forge.rs256(two));
        try (var issuer = new Issuer(Forge.jwks(Forge.jwk("one", one)));
                var keys = issuer.keys(Duration.ofHours(1), Duration.ZERO);
                var tokens = new Tokens(config, Optional.of(keys),
                        identity.subjects(new byte[32], config), () -> now)) {
            tokens.check(token);
            caller(tokens.check(token));
            caller(tokens.known(token));
            issuer.publish(Forge.jwks(Forge.jwk("two", two)));
            caller(tokens.check(next));
            assertThat(tokens.known(token)).isInstanceOf(Verification.Unchecked.class);
            refused(tokens.check(token), 401, "does not publish");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-or-v1-0123456789abcdef", "sk-for-scripts-0001", "eyJ", "a.b.c", ""})
    void tellsKeysFromTokens(String key) {
        assertThat(Tokens.resembles(key)).isFalse();
        assertThat(Tokens.resembles(token("alice"))).isTrue();
        assertThat(Tokens.resembles("eyJhbGciOiJub25lIn0.e30.")).isTrue();
    }
}
