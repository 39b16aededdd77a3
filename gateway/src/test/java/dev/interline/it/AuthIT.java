package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications that are let in and get a key for a code. */
class AuthIT {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    private static Manager manager;

    @BeforeAll
    static void makeManager() {
        manager = Manager.of(GATEWAY, "default");
    }

    private static String challenge() throws NoSuchAlgorithmException {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String code(String json) {
        var made = manager.post("/auth/keys/code", json);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(made.json().at("/data/app_id").isIntegralNumber()).isTrue();
        return made.json().at("/data/id").asString();
    }

    private static Answer exchange(String json) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", "/api/v1/auth/keys", json.getBytes(StandardCharsets.UTF_8), "Content-Type",
                    "application/json").answer();
        }
    }

    @Test
    void getAKeyOnceForACodeAndItsSecret() throws NoSuchAlgorithmException {
        var code = code("""
                {"callback_url":"https://app.example.com/back?x=1","code_challenge":"%s","code_challenge_method":"S256",
                 "key_label":"Their app","limit":2.5,"usage_limit_type":"weekly"}""".formatted(challenge()));
        assertThat(exchange("{\"code\":\"" + code + "\"}").status()).isEqualTo(403);
        assertThat(exchange("{\"code\":\"" + code + "\",\"code_verifier\":\"wrong\"}").status()).isEqualTo(403);
        var given = exchange("{\"code\":\"" + code + "\",\"code_verifier\":\"" + VERIFIER
                + "\",\"code_challenge_method\":\"S256\"}");
        assertThat(given.status()).as(given.text()).isEqualTo(200);
        assertThat(given.json().has("user_id")).isTrue();
        var key = given.json().path("key").asString();
        var shown = manager.as(key, "GET", "/key", "").json().path("data");
        assertThat(shown.path("limit").decimalValue()).isEqualByComparingTo("2.5");
        assertThat(shown.path("limit_reset").asString()).isEqualTo("weekly");
        assertThat(manager.get("/keys").json().toString()).contains("Their app");
        var again = exchange("{\"code\":\"" + code + "\",\"code_verifier\":\"" + VERIFIER + "\"}");
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.errorMessage()).isEqualTo("Invalid code or code_verifier");
    }

    @Test
    void mayUseAPlainChallengeOrNone() {
        var plain = code("{\"callback_url\":\"http://localhost:3000/cb\",\"code_challenge\":\"" + VERIFIER
                + "\",\"code_challenge_method\":\"plain\"}");
        assertThat(exchange("{\"code\":\"" + plain + "\",\"code_verifier\":\"" + VERIFIER + "\"}").status())
                .isEqualTo(200);
        var none = code("{\"callback_url\":\"https://app.example.com\"}");
        assertThat(exchange("{\"code\":\"" + none + "\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"callback_url\":\"http://evil.example.com\"}", "{\"callback_url\":\"app\"}",
            "{\"callback_url\":\"javascript:alert(1)\"}", "{\"callback_url\":\"https://a@b.example.com\"}",
            "{\"callback_url\":\"https://a.example\",\"code_challenge\":\"short\"}",
            "{\"callback_url\":\"https://a.example\",\"code_challenge_method\":\"S512\"}",
            "{\"callback_url\":\"https://a.example\",\"limit\":-1}",
            "{\"callback_url\":\"https://a.example\",\"usage_limit_type\":\"hourly\"}",
            "{\"callback_url\":\"https://a.example\",\"spawn_agent\":\"x\"}"})
    void areNotLetInByBadInput(String json) {
        var refused = manager.post("/auth/keys/code", json);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.errorMessage()).isNotBlank();
    }

    @Test
    void areToldWhatIsWrongWithTheirExchange() {
        assertThat(exchange("{}").status()).isEqualTo(400);
        assertThat(exchange("{\"code\":\"nothing\"}").status()).isEqualTo(403);
        var method = exchange("{\"code\":\"nothing\",\"code_challenge_method\":\"S512\"}");
        assertThat(method.status()).isEqualTo(400);
        assertThat(method.errorMessage()).isEqualTo("Invalid code_challenge_method");
        assertThat(GATEWAY.get("/api/v1/auth/keys").status()).isEqualTo(405);
    }

    @Test
    void onlyManagersLetThemIn() {
        assertThat(manager.as(TestGateway.KEY, "POST", "/auth/keys/code",
                "{\"callback_url\":\"https://app.example.com\"}").status()).isEqualTo(403);
    }

    @Test
    void areLetInOnAPageThatRunsNothingElse() {
        var page = GATEWAY.get("/auth?callback_url=https://app.example.com");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'", "script-src 'sha256-");
        assertThat(page.text()).contains("/auth/keys/code").doesNotContain("app.example.com");
    }
}
