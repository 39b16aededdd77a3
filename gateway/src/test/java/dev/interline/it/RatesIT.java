package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.GatewaySetup;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who asks more often than it may is told so, costs no upstream's time, and hears when to come back. */
class RatesIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final String MODEL = "acme/one";
    private static final String FREE = "acme/two:free";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = setup()
            .config("limits: {rates: {account: {per-minute: 6}, key: {per-minute: 4, concurrent: 2},"
                    + " free: {per-minute: 3, per-day: 2, per-day-credited: 100}}}")
            .forClass();

    private static GatewaySetup setup() {
        return TestGateway.with().openai("acme", UPSTREAM, MODEL, FREE);
    }

    private static int accounts;

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    /** A new account with so many dollars. */
    private static String account(int credits) {
        var name = "account-" + accounts++;
        GATEWAY.run("accounts", "create", name, "--credits", Integer.toString(credits)).printed();
        return name;
    }

    private static String key(String account) {
        return GATEWAY.run("keys", "create", "--name", "test", "--account", account).printed();
    }

    private static Answer ask(String key, String model) {
        return ask(key, CHAT, TestGateway.question(model, "Hi", false));
    }

    private static Answer ask(String key, String path, String body) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", path, Json.bytes(body), "Authorization", "Bearer " + key).answer();
        }
    }

    private static EventStream stream(String key) {
        return GATEWAY.connect().request("POST", CHAT, Json.bytes(TestGateway.question(MODEL, "Hi", true)),
                "Authorization", "Bearer " + key).events();
    }

    private static void assertStands(Answer answer, int status, int limit, int remaining) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo(Integer.toString(limit));
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(remaining));
        assertThat(Instant.ofEpochMilli(Long.parseLong(answer.header("X-RateLimit-Reset"))))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plus(Duration.ofDays(1)));
    }

    private static void assertRefused(Answer answer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        var error = answer.json().path("error");
        assertThat(error.path("code").asInt()).isEqualTo(429);
        assertThat(error.path("message").asString()).isEqualTo(message);
        assertThat(error.path("type").asString()).isEqualTo("rate_limit_error");
        assertThat(error.at("/metadata/error_type").asString()).isEqualTo("rate_limit_exceeded");
        for (var name : new String[]{"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}) {
            var told = error.path("metadata").path("headers").path(name);
            assertThat(told.isString()).as(name).isTrue();
            assertThat(told.asString()).isEqualTo(answer.header(name)).isNotEmpty();
        }
        long seconds = Long.parseLong(answer.header("Retry-After"));
        var again = Instant.now().plusSeconds(seconds);
        var reset = Instant.ofEpochMilli(Long.parseLong(answer.header("X-RateLimit-Reset")));
        assertThat(Duration.between(reset, again)).as("not before the limit allows it, nor long after")
                .isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(5));
    }

    @Test
    void refusesAKeyThatAsksTooOften() {
        var account = account(10);
        var key = key(account);
        for (int i = 0; i < 4; i++) {
            assertStands(ask(key, MODEL), 200, 4, 3 - i);
        }
        UPSTREAM.forget();
        var refused = ask(key, MODEL);
        assertStands(refused, 429, 4, 0);
        assertRefused(refused,
                "Rate limit exceeded: key-requests-per-min. This API key may make 4 requests per minute");
        assertThat(refused.json().at("/error/metadata/limit_source").asString()).isEqualTo("key_requests_per_minute");
        assertThat(UPSTREAM.requests()).isEmpty();

        var other = key(account);
        assertStands(ask(other, MODEL), 200, 6, 1);
        assertStands(ask(other, MODEL), 200, 6, 0);
        assertRefused(ask(other, MODEL), "Rate limit exceeded: account-requests-per-min. All API keys of this account "
                + "may make 6 requests per minute together");
    }

    @Test
    void letsAKeyHaveANumberOfItsOwn() {
        var account = account(10);
        var key = GATEWAY.run("keys", "create", "--name", "slow", "--account", account, "--rpm", "1").printed();
        assertStands(ask(key, MODEL), 200, 1, 0);
        assertRefused(ask(key, MODEL),
                "Rate limit exceeded: key-requests-per-min. This API key may make 1 requests per minute");
        var fast = GATEWAY.run("keys", "create", "--name", "fast", "--account", account, "--rpm", "1000").printed();
        for (int i = 0; i < 5; i++) {
            assertStands(ask(fast, MODEL), 200, 6, 4 - i);
        }
    }

    @Test
    void refusesInTheFormOfEachDialect() {
        var key = key(account(10));
        for (int i = 0; i < 4; i++) {
            assertThat(ask(key, "/api/v1/messages", TestGateway.question(MODEL, "Hi", false)).status()).isEqualTo(200);
        }
        var refused = ask(key, "/api/v1/messages", TestGateway.question(MODEL, "Hi", true));
        assertStands(refused, 429, 4, 0);
        assertThat(refused.json().path("type").asString()).isEqualTo("error");
        assertThat(refused.json().at("/error/type").asString()).isEqualTo("rate_limit_error");
        assertThat(refused.header("Retry-After")).isNotEmpty();
        var count = ask(key, "/api/v1/messages/count_tokens", TestGateway.question(MODEL, "Hi", false));
        assertThat(count.status()).as("a request as any other").isEqualTo(429);
    }

    @Test
    void tellsWhereACallerStandsWithEveryAnswer() {
        var key = key(account(10));
        assertStands(GATEWAY.get("/api/v1/key", "Authorization", "Bearer " + key), 200, 4, 4);
        assertStands(ask(key, "acme/nothing"), 400, 4, 4);
        assertStands(ask(key, CHAT, "{"), 400, 4, 4);
        assertStands(ask(key, MODEL), 200, 4, 3);
        UPSTREAM.otherwise(Script.error(429, "slow down", "Retry-After", "7"));
        var throttled = ask(key, MODEL);
        assertStands(throttled, 429, 4, 2);
        assertThat(throttled.errorMessage()).as("the provider's, not ours").doesNotContain("Rate limit exceeded: key");
        assertStands(GATEWAY.get("/api/v1/key", "Authorization", "Bearer " + key), 200, 4, 2);
        assertThat(GATEWAY.get("/api/v1/models").header("X-RateLimit-Limit")).as("nobody in particular").isEmpty();
    }

    @Test
    void boundsWhatIsUnderWayAndFreesItInEveryEnding() {
        var account = account(10);
        UPSTREAM.otherwise(Script.silence());
        try (var client = GATEWAY.connect(); var other = GATEWAY.connect()) {
            var key = key(account);
            var body = Json.bytes(TestGateway.question(MODEL, "Hi", true));
            client.request("POST", CHAT, body, "Authorization", "Bearer " + key);
            other.request("POST", CHAT, body, "Authorization", "Bearer " + key);
            UPSTREAM.awaitRequests(2);
            assertRefused(ask(key, MODEL), "Rate limit exceeded: key-concurrent-requests. This API key may have 2 "
                    + "requests under way at one time");
            UPSTREAM.otherwise(Script.chat("fine"));
            client.reset();
            await().atMost(Duration.ofSeconds(5)).untilAsserted(
                    () -> assertThat(ask(key, MODEL).status()).as("the place of a client that left").isEqualTo(200));
        }
        var key = key(account(10));
        UPSTREAM.next(Script.error(500, "broken"), Script.error(500, "broken"), Script.chat("a", "b"));
        assertThat(ask(key, MODEL).status()).isEqualTo(502);
        assertThat(ask(key, MODEL).status()).isEqualTo(502);
        try (var whole = stream(key)) {
            assertThat(whole.all().content()).isEqualTo("ab");
        }
        assertThat(ask(key, MODEL).status()).as("nothing is under way any more").isEqualTo(200);
        assertThat(ask(key, MODEL).errorMessage()).as("but four were asked").contains("key-requests-per-min");
    }

    @Test
    void letsThroughExactlyTheLimitWhenAllAskAtOnce() throws Exception {
        var account = account(10);
        var keys = new String[]{key(account), key(account), key(account)};
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 60; i++) {
                var key = keys[i % keys.length];
                asking.add(() -> ask(key, MODEL).status());
            }
            var answers = clients.invokeAll(asking).stream().map(future -> future.resultNow()).toList();
            assertThat(answers).containsOnly(200, 429);
            assertThat(answers.stream().filter(status -> status == 200)).hasSize(6);
        }
        assertThat(UPSTREAM.requests()).hasSize(6);
    }

    @Test
    void limitsFreeModelsByMinute() {
        var key = key(account(10));
        for (int i = 0; i < 3; i++) {
            assertStands(ask(key, FREE), 200, 3, 2 - i);
        }
        assertRefused(ask(key, FREE), "Rate limit exceeded: free-models-per-min.");
        assertStands(ask(key, MODEL), 200, 4, 0);
    }

    @Test
    void limitsFreeModelsByDayAndRemembersItOverACrash() {
        var account = account(9);
        var key = key(account);
        var refusal =
                "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 100 free model requests per day";
        assertStands(ask(key, FREE), 200, 2, 1);
        UPSTREAM.next(Script.error(503, "broken"));
        assertThat(ask(key, FREE).status()).as("what nobody answers is not counted").isEqualTo(503);
        assertStands(ask(key, FREE), 200, 2, 0);
        var refused = ask(key, FREE);
        assertRefused(refused, refusal);
        assertThat(refused.header("X-RateLimit-Reset")).isEqualTo(Long.toString(
                LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()));
        assertThat(refused.json().at("/error/metadata/limit_source").asString())
                .isEqualTo("openrouter_free_tier_daily");

        GATEWAY.kill();
        GATEWAY.start();
        assertRefused(ask(key, FREE), refusal);
        assertRefused(ask(key(account), FREE), refusal);

        GATEWAY.run("accounts", "credit", account, "1").printed();
        assertThat(ask(key, FREE).status()).as("ten dollars by now").isEqualTo(200);
    }

    @Test
    void goesOnWithoutTheFreeModelsThatAreUsedUp() {
        var key = key(account(1));
        var both = Json.tree(TestGateway.question(FREE, "Hi", false));
        var body = both.toString().replaceFirst("\\{", "{\"models\":[\"" + MODEL + "\"],");
        assertThat(ask(key, CHAT, body).json().path("model").asString()).isEqualTo(FREE);
        assertThat(ask(key, CHAT, body).json().path("model").asString()).isEqualTo(FREE);
        var paid = ask(key, CHAT, body);
        assertThat(paid.json().path("model").asString()).as(paid.text()).isEqualTo(MODEL);
        assertStands(paid, 200, 4, 1);
    }

    @Test
    void letsRequestsWaitForTheirTurnWhereThereIsAQueue() throws Exception {
        try (var gateway = setup().config("limits: {rates: {account: {concurrent: 1},"
                + " queue: {size: 2, max-wait: 4s}}}").start();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            UPSTREAM.otherwise(Script.silence());
            try (var first = gateway.connect(); var gone = gateway.connect()) {
                var body = Json.bytes(TestGateway.question(MODEL, "Hi", true));
                first.request("POST", CHAT, body, "Authorization", "Bearer " + TestGateway.KEY);
                UPSTREAM.awaitRequests(1);
                gone.request("POST", CHAT, body, "Authorization", "Bearer " + TestGateway.KEY);
                awaitWaiting(gateway, 1);
                var patient = clients.submit(() -> gateway.chat(MODEL, "Hi"));
                awaitWaiting(gateway, 2);
                gone.reset();
                awaitWaiting(gateway, 1);
                UPSTREAM.otherwise(Script.chat("fine"));
                assertThat(UPSTREAM.requests()).hasSize(1);
                first.reset();
                assertThat(patient.get().content()).isEqualTo("fine");
            }
            UPSTREAM.otherwise(Script.silence());
            try (var first = gateway.connect()) {
                first.request("POST", CHAT, Json.bytes(TestGateway.question(MODEL, "Hi", true)), "Authorization",
                        "Bearer " + TestGateway.KEY);
                UPSTREAM.awaitRequests(3);
                long begun = System.nanoTime();
                assertRefused(gateway.chat(MODEL, "Hi"),
                        "Rate limit exceeded: account-concurrent-requests. All API keys "
                                + "of this account may have 1 requests under way at one time");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
            }
        }
    }

    private static void awaitWaiting(TestGateway gateway, int count) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(gateway.get("/metrics").text())
                .contains("interline_waiting_requests " + count + ".0"));
    }

    @Test
    void limitsNothingButFreeModelsUnlessItIsToldTo() {
        try (var gateway = setup().start()) {
            for (int i = 0; i < 30; i++) {
                var answer = gateway.chat(MODEL, "Hi");
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("X-RateLimit-Limit")).isEmpty();
            }
            assertStands(gateway.chat(FREE, "Hi"), 200, 20, 19);

            gateway.configure(setup().config("limits: {rates: {key: {per-minute: 2}}}").file());
            await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(gateway.getWithKey("/api/v1/key").header("X-RateLimit-Limit")).isEqualTo("2"));
            var statuses = Map.of(0, gateway.chat(MODEL, "Hi"), 1, gateway.chat(MODEL, "Hi"), 2,
                    gateway.chat(MODEL, "Hi"));
            assertThat(statuses.values()).extracting(Answer::status).containsExactlyInAnyOrder(200, 200, 429);
        }
    }
}
