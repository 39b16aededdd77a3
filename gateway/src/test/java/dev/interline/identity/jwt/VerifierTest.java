package dev.interline.identity.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.exchange.Rejected;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules, and what attackers are known to try (RFC 8725). */
class VerifierTest {
    private static final long NOW = 1_800_000_000;
    private static final KeyPair RSA = Forge.rsa(2048);
    private static final KeyPair EC = Forge.ec("secp256r1");
    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final String CLAIMS = "{\"sub\":\"alice\",\"exp\":" + (NOW + 60) + "}";

    private Instant now = Instant.ofEpochSecond(NOW);
    /** Accepts all three algorithms at once, which is where confusion between them begins. */
    private final List<VerificationKey> keys = List.of(
            VerificationKey.shared(Forge.SECRET.getBytes(StandardCharsets.UTF_8)),
            new VerificationKey(Optional.of("r"), Algorithm.RS256, RSA.getPublic()),
            new VerificationKey(Optional.of("e"), Algorithm.ES256, EC.getPublic()));

    private Claims verify(String token) {
        return verify(token, Optional.empty(), Optional.empty());
    }

    private Claims verify(String token, Optional<String> issuer, Optional<String> audience) {
        return new Verifier((algorithm, id) -> keys.stream().filter(key -> key.algorithm() == algorithm)
                .filter(key -> algorithm == Algorithm.HS256 || key.id().equals(id)).findFirst()
                .orElseThrow(() -> BadToken.because("there is no such key")), issuer, audience, () -> now)
                .verify(token);
    }

    private static String signed(String claims) {
        return Forge.token(HS256, claims, Forge.hmac());
    }

    private void refuses(String token, String reason) {
        assertThatThrownBy(() -> verify(token)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.problem().status()).isEqualTo(401);
            assertThat(rejected.problem().message()).startsWith("Invalid token: ").contains(reason);
        });
    }

    @Test
    void acceptsEachAlgorithm() {
        assertThat(verify(signed(CLAIMS))).isEqualTo(
                new Claims("alice", Optional.empty(), Instant.ofEpochSecond(NOW + 60).plus(Verifier.LEEWAY)));
        assertThat(verify(Forge.token("{\"alg\":\"RS256\",\"kid\":\"r\"}", CLAIMS, Forge.rs256(RSA))).subject())
                .isEqualTo("alice");
        assertThat(verify(Forge.token("{\"alg\":\"ES256\",\"kid\":\"e\"}", CLAIMS, Forge.es256(EC))).subject())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "hs256", "HS512", "PS256", "RS512", "ES384", "EdDSA"})
    void refusesEveryOtherAlgorithm(String algorithm) {
        refuses(Forge.token("{\"alg\":\"" + algorithm + "\"}", CLAIMS, Forge.hmac()), "algorithm");
    }

    @Test
    void refusesATokenWithoutSignature() {
        var none = Forge.base64("{\"alg\":\"none\"}") + "." + Forge.base64(CLAIMS) + ".";
        refuses(none, "not a signed JSON Web Token");
        refuses(none + "AA", "algorithm");
        var good = signed(CLAIMS);
        refuses(good.substring(0, good.lastIndexOf('.')), "not a signed JSON Web Token");
        refuses(good.substring(0, good.lastIndexOf('.') + 1), "not a signed JSON Web Token");
        refuses(good.substring(0, good.length() - 3), "signature");
        refuses(good.substring(0, good.length() - 2), "not in Base64");
        refuses(good.substring(0, good.lastIndexOf('.')) + "." + Forge.base64(new byte[32]), "signature");
    }

    /** An attacker knows the public key, and signs with its bytes as if they were a shared secret. */
    @Test
    void neverTakesAPublicKeyForASharedSecret() {
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                .encodeToString(RSA.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----\n";
        for (var secret : List.of(pem.getBytes(StandardCharsets.UTF_8), pem.strip().getBytes(StandardCharsets.UTF_8),
                RSA.getPublic().getEncoded(), EC.getPublic().getEncoded())) {
            refuses(Forge.token("{\"alg\":\"HS256\",\"kid\":\"r\"}", CLAIMS, Forge.hmac(secret)), "signature");
        }
        refuses(Forge.token("{\"alg\":\"RS256\",\"kid\":\"r\"}", CLAIMS, Forge.hmac()), "signature");
    }

    @Test
    void neverTakesAKeyOfOneAlgorithmForAnother() {
        refuses(Forge.token("{\"alg\":\"ES256\",\"kid\":\"r\"}", CLAIMS, Forge.rs256(RSA)), "no such key");
        refuses(Forge.token("{\"alg\":\"RS256\",\"kid\":\"e\"}", CLAIMS, Forge.es256(EC)), "no such key");
    }

    /** What a token says about its own key counts for nothing. */
    @Test
    void neverTakesAKeyFromTheToken() {
        var own = Forge.rsa(2048);
        for (var header : List.of("\"jwk\":" + Forge.jwk("r", own), "\"jku\":\"https://evil.example/keys\"",
                "\"x5u\":\"https://evil.example/cert\"", "\"x5c\":[\"" + Base64.getEncoder().encodeToString(
                        own.getPublic().getEncoded()) + "\"]")) {
            refuses(Forge.token("{\"alg\":\"RS256\",\"kid\":\"r\"," + header + "}", CLAIMS, Forge.rs256(own)),
                    "signature");
            refuses(Forge.token("{\"alg\":\"RS256\"," + header + "}", CLAIMS, Forge.rs256(own)), "no such key");
        }
        for (var id : List.of("../../dev/null", "/dev/null", "' or '1'='1", "http://evil.example", "\\u0000")) {
            refuses(Forge.token("{\"alg\":\"RS256\",\"kid\":\"" + id + "\"}", CLAIMS, Forge.hmac(new byte[1])),
                    "no such key");
        }
    }

    /** CVE-2022-21449: a signature of zeros was good for every text. */
    @Test
    void refusesSignaturesThatAreNoPointOfTheCurve() {
        var header = "{\"alg\":\"ES256\",\"kid\":\"e\"}";
        var order = new byte[64];
        var n = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16)
                .toByteArray();
        System.arraycopy(n, 1, order, 0, 32);
        System.arraycopy(n, 1, order, 32, 32);
        for (var signature : List.of(new byte[64], order, new byte[1], new byte[63], new byte[65])) {
            refuses(Forge.token(header, CLAIMS, _ -> signature), "signature");
        }
        refuses(Forge.token(header, CLAIMS, Forge.with("SHA256withECDSA", EC)), "signature");
        refuses(Forge.token(header, CLAIMS, Forge.es256(Forge.ec("secp256r1"))), "signature");
    }

    @Test
    void refusesWhatWasChangedAfterItWasSigned() {
        var good = signed(CLAIMS).split("\\.");
        var admin = Forge.base64(CLAIMS.replace("alice", "admin"));
        refuses(good[0] + "." + admin + "." + good[2], "signature");
        refuses(Forge.base64("{\"alg\":\"HS256\",\"x\":1}") + "." + good[1] + "." + good[2], "signature");
        refuses(Forge.token(HS256, CLAIMS, Forge.hmac("another secret of enough length".getBytes(
                StandardCharsets.UTF_8))), "signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}", "{\"alg\":\"HS256\",\"crit\":[]}",
            "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}"})
    void refusesExtensionsThatItDoesNotKnow(String header) {
        refuses(Forge.token(header, CLAIMS, Forge.hmac()), "crit");
    }

    @ParameterizedTest
    @CsvSource({"JWT, true", "jwt, true", "at+jwt, true", "application/at+jwt, true", "logout+jwt, false",
            "secevent+jwt, false", "dpop+jwt, false", "JOSE, false", "'', false"})
    void acceptsTokensOfItsTypeOnly(String type, boolean good) {
        var token = Forge.token("{\"alg\":\"HS256\",\"typ\":\"" + type + "\"}", CLAIMS, Forge.hmac());
        if (good) {
            assertThat(verify(token).subject()).isEqualTo("alice");
        } else {
            refuses(token, "type");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "a.b.c.d.e", "sk-or-v1-0123", "a b.c.d", "a=.b=.c=", "a+.b/.c",
            "Bearer x.y.z", "\u00e4.b.c"})
    void refusesWhatIsNoSignedToken(String token) {
        refuses(token, "not a signed JSON Web Token");
    }

    @Test
    void refusesHugeAndEncryptedTokens() {
        refuses("a".repeat(Verifier.LONGEST) + ".b.c", "not a signed JSON Web Token");
        refuses(signed(CLAIMS) + ".a.b", "not a signed JSON Web Token");
    }

    @Test
    void refusesWhatIsNoJsonObjectOrSaysThingsTwice() {
        refuses("a.b.c", "");
        for (var header : List.of("[]", "null", "\"HS256\"", "{", "{\"alg\":\"HS256\"} x",
                "{\"alg\":\"none\",\"alg\":\"HS256\"}", "[".repeat(5000))) {
            refuses(Forge.token(header, CLAIMS, Forge.hmac()), "JSON objects");
        }
        for (var claims : List.of("[]", " ", "{\"sub\":\"alice\",\"sub\":\"admin\",\"exp\":" + (NOW + 60) + "}")) {
            refuses(signed(claims), "JSON objects");
        }
    }

    @Test
    void countsTimeWithASmallLeeway() {
        var token = signed("{\"sub\":\"a\",\"nbf\":" + NOW + ",\"exp\":" + (NOW + 60) + "}");
        now = Instant.ofEpochSecond(NOW + 60).plus(Verifier.LEEWAY).minusMillis(1);
        assertThat(verify(token).subject()).isEqualTo("a");
        now = now.plusMillis(1);
        refuses(token, "expired");
        now = Instant.ofEpochSecond(NOW).minus(Verifier.LEEWAY);
        assertThat(verify(token).subject()).isEqualTo("a");
        now = now.minusMillis(1);
        refuses(token, "not valid yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1800000060\"", "null", "true", "[]", "-1", "1800000060000", "1e400", "1e999999999",
            "99999999999999999999"})
    void refusesTimesThatAreNone(String time) {
        refuses(signed("{\"sub\":\"a\",\"exp\":" + time + "}"), "exp is not a time in seconds");
        refuses(signed("{\"sub\":\"a\",\"exp\":" + (NOW + 60) + ",\"nbf\":" + time + "}"), "nbf is not a time");
    }

    @Test
    void demandsAnExpiry() {
        refuses(signed("{\"sub\":\"alice\"}"), "exp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"sub\":\"\",", "\"sub\":\"  \",", "\"sub\":null,", "\"sub\":7,", "\"sub\":[\"a\"],",
            "\"sub\":\"a\\u0000b\","})
    void demandsASubject(String subject) {
        refuses(signed("{" + subject + "\"exp\":" + (NOW + 60) + "}"), "sub");
        refuses(signed("{\"sub\":\"" + "a".repeat(255) + "\",\"exp\":" + (NOW + 60) + "}"), "sub");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'\"iss\":\"us\",\"aud\":\"here\"' | ''",
            "'\"iss\":\"us\",\"aud\":[\"there\",\"here\"]' | ''", "'\"iss\":\"them\",\"aud\":\"here\"' | iss",
            "'\"iss\":\"US\",\"aud\":\"here\"' | iss", "'\"aud\":\"here\"' | iss", "'\"iss\":\"us\"' | aud",
            "'\"iss\":\"us\",\"aud\":\"there\"' | aud", "'\"iss\":\"us\",\"aud\":\"here2\"' | aud",
            "'\"iss\":\"us\",\"aud\":[]' | aud", "'\"iss\":\"us\",\"aud\":[[\"here\"]]' | aud",
            "'\"iss\":\"us\",\"aud\":{\"here\":\"here\"}' | aud"})
    void demandsItsIssuerAndItself(String claims, String reason) {
        var token = signed(CLAIMS.replace("}", "," + claims + "}"));
        if (reason.isEmpty()) {
            assertThat(verify(token, Optional.of("us"), Optional.of("here")).subject()).isEqualTo("alice");
        } else {
            assertThatThrownBy(() -> verify(token, Optional.of("us"), Optional.of("here")))
                    .isInstanceOf(Rejected.class).hasMessageContaining("(" + reason + ")");
        }
    }

    @Test
    void knowsAnAddressThatTheIssuerVouchesFor() {
        var claims = CLAIMS.replace("}", ",\"email\":\"a@b.example\"}");
        assertThat(verify(signed(claims)).email()).contains("a@b.example");
        assertThat(verify(signed(claims.replace("}", ",\"email_verified\":true}"))).email()).isPresent();
        assertThat(verify(signed(claims.replace("}", ",\"email_verified\":false}"))).email()).isEmpty();
        assertThat(verify(signed(claims.replace("\"a@b.example\"", "7"))).email()).isEmpty();
    }

    @Test
    void tellsNoSecretInItsReasons() {
        for (var token : List.of(signed("{}"), signed(CLAIMS) + "x", "x." + signed(CLAIMS))) {
            assertThatThrownBy(() -> verify(token)).message()
                    .satisfies(text -> assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain("secret of", token));
        }
    }
}
