package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask: keys as clients present them, as the command line makes them, and as the API tells about them. */
class AuthenticationIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final String QUESTION = TestGateway.question("interline/simulator", "Hi", false);

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    private static Answer chat(String... headers) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", CHAT, Json.bytes(QUESTION), headers).answer();
        }
    }

    private static Answer chatWith(String key) {
        return chat("Authorization", "Bearer " + key);
    }

    private static void assertUnauthorized(Answer answer, String message, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        var error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(401);
        assertThat(error.path("message").asString()).isEqualTo(message);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.at("/metadata/error_type").asString()).isEqualTo("authentication");
        assertThat(error.at("/metadata/code").asString()).isEqualTo(code);
    }

    @Test
    void missesAKey() {
        assertUnauthorized(chat(), "Missing Authentication header", "missing_api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk-or-v1-0000", "nonsense",
            "sk-or-v1-ffffffffffffffffffffffffffffffffffffffffffffffff"})
    void refusesAWrongKey(String key) {
        assertThat(chatWith(key).status()).isEqualTo(401);
    }

    @Test
    void saysThatAKeyIsWrong() {
        assertUnauthorized(chatWith("sk-or-v1-0000"), "Invalid API key", "invalid_api_key");
        assertUnauthorized(GATEWAY.get("/api/v1/key", "Authorization", "Bearer sk-or-v1-0000"), "Invalid API key",
                "invalid_api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void takesTheSchemeInAnyCase(String scheme) {
        assertThat(chat("Authorization", scheme + TestGateway.KEY).status()).isEqualTo(200);
    }

    @Test
    void refusesOtherSchemes() {
        assertThat(chat("Authorization", "Basic " + TestGateway.KEY).status()).isEqualTo(401);
        assertThat(chat("Authorization", TestGateway.KEY).status()).isEqualTo(401);
    }

    @Test
    void refusesADisabledKeyWithinASecond() {
        var key = GATEWAY.run("keys", "create", "--name", "short-lived").printed();
        assertThat(key).matches("sk-or-v1-[0-9a-f]{64}");
        assertThat(chatWith(key).status()).as("a new key works at once").isEqualTo(200);

        assertThat(GATEWAY.run("keys", "disable", key).exitCode()).isZero();
        await().atMost(Duration.ofSeconds(1)).untilAsserted(
                () -> assertThat(chatWith(key).status()).isEqualTo(401));
        assertThat(chatWith(TestGateway.KEY).status()).isEqualTo(200);
    }

    @Test
    void refusesADeletedKey() {
        var key = GATEWAY.run("keys", "create", "--name", "doomed").printed();
        assertThat(chatWith(key).status()).isEqualTo(200);
        assertThat(GATEWAY.run("keys", "delete", label(key)).exitCode()).isZero();
        assertUnauthorized(chatWith(key), "Invalid API key", "invalid_api_key");
    }

    private static String label(String key) {
        return GATEWAY.get("/api/v1/key", "Authorization", "Bearer " + key).json().at("/data/label").asString();
    }

    @Test
    void refusesAnExpiredKey() {
        var expires = Instant.now().plusSeconds(3);
        var key = GATEWAY.run("keys", "create", "--name", "passing", "--expires", expires.toString()).printed();
        assertThat(chatWith(key).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(6)).untilAsserted(
                () -> assertThat(chatWith(key).status()).isEqualTo(401));
        assertThat(Instant.now()).isAfterOrEqualTo(expires);
    }

    @Test
    void tellsAboutTheKey() {
        var answer = GATEWAY.getWithKey("/api/v1/key");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var data = answer.json().path("data");
        assertThat(data.path("label").asString()).startsWith("sk-or-v1-").contains("...").isNotEqualTo(
                TestGateway.KEY);
        assertThat(data.path("is_management_key").asBoolean(true)).isFalse();
        assertThat(data.path("usage").isNumber()).isTrue();
        for (var member : new String[]{"limit", "limit_remaining", "limit_reset", "usage_daily", "usage_weekly",
                "usage_monthly", "byok_usage", "is_free_tier", "rate_limit", "allowed_data_regions",
                "free_model_daily_requests", "organization_id", "workspace_id", "creator_user_id",
                "include_byok_in_limit"}) {
            assertThat(data.has(member)).as("member %s of %s", member, data).isTrue();
        }
        assertThat(answer.text()).doesNotContain(TestGateway.KEY);
    }

    @Test
    void tellsWhatIsLeftAsOlderClientsComputeIt() {
        var data = GATEWAY.getWithKey("/api/v1/auth/key").json().path("data");
        var left = data.path("limit").asDouble() - data.path("usage").asDouble();
        assertThat(left).isPositive().isLessThanOrEqualTo(1000);
    }

    @Test
    void addsUpWhatAKeyUsed() {
        var key = GATEWAY.run("keys", "create", "--name", "spender").printed();
        double before = GATEWAY.get("/api/v1/key", "Authorization", "Bearer " + key).json().at("/data/usage")
                .asDouble();
        var cost = 0.0;
        for (int i = 0; i < 5; i++) {
            cost += chatWith(key).json().at("/usage/cost").asDouble();
        }
        double after = GATEWAY.get("/api/v1/key", "Authorization", "Bearer " + key).json().at("/data/usage")
                .asDouble();
        assertThat(after - before).isCloseTo(cost, org.assertj.core.api.Assertions.within(1e-9));
    }

    @Test
    void takesTheKeyAsAnthropicsClientsSendIt() {
        try (var client = GATEWAY.connect()) {
            var answer = client.request("POST", "/api/v1/messages", Json.bytes(QUESTION), "x-api-key",
                    TestGateway.KEY, "anthropic-version", "2023-06-01").answer();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            var refused = client.request("POST", "/api/v1/messages", Json.bytes(QUESTION), "x-api-key", "wrong")
                    .answer();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.json().path("type").asString()).isEqualTo("error");
            assertThat(refused.json().at("/error/type").asString()).isEqualTo("authentication_error");
        }
    }
}
