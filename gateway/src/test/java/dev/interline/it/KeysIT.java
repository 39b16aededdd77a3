package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Keys by the management API, and what they let in. */
class KeysIT {
    private static final String MODEL = "acme/large";
    private static final String OTHER = "acme/small";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");

    @RegisterExtension
    static final TestGateway GATEWAY =
            TestGateway.with().openai("acme", UPSTREAM, MODEL, OTHER).openai("other", UPSTREAM, MODEL).forClass();

    private static Manager manager;

    @BeforeAll
    static void makeManager() {
        manager = Manager.of(GATEWAY, "default");
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static JsonNode created(String json) {
        var answer = manager.post("/keys", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static Answer chat(String key, String model) {
        return manager.as(key, "POST", "/chat/completions", TestGateway.question(model, "Hi", false));
    }

    private static Answer change(JsonNode key, String json) {
        return manager.ask("PATCH", "/keys/" + key.at("/data/hash").asString(), json);
    }

    @Test
    void letInOnlyWhatTheyMayUse() {
        var made = created("{\"name\":\"narrow\",\"allowed_models\":[\"" + OTHER + "\"]}");
        var key = made.path("key").asString();
        assertThat(chat(key, OTHER).status()).isEqualTo(200);
        var refused = chat(key, MODEL);
        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        assertThat(refused.errorMessage()).contains(MODEL).contains("the API key's allowed_models");
        assertThat(usable(key)).containsExactly(OTHER);

        change(made, "{\"allowed_models\":null,\"allowed_providers\":[\"other\"]}");
        assertThat(chat(key, OTHER).status()).as("has no endpoint there").isEqualTo(404);
        for (int i = 0; i < 3; i++) {
            assertThat(chat(key, MODEL).json().path("provider").asString()).isEqualTo("other");
        }
        assertThat(usable(key)).containsExactly(MODEL);

        change(made, "{\"allowed_providers\":null}");
        assertThat(usable(key)).contains(MODEL, OTHER);

        change(made, "{\"allowed_data_regions\":[\"eu\"]}");
        assertThat(usable(key)).as("of which nothing is declared").isEmpty();
        var abroad = chat(key, MODEL);
        assertThat(abroad.status()).isEqualTo(404);
        assertThat(abroad.errorMessage()).contains("is declared to be in eu");
        change(made, "{\"allowed_data_regions\":[\"global\"]}");
        assertThat(usable(key)).contains(MODEL, OTHER);
    }

    /** Whatever the keys themselves are allowed; an account's id is only known once there is one. */
    @Test
    void mayUseNoMoreThanTheirAccount() {
        var accounts = GATEWAY.run("accounts", "list", "--json").json();
        String id = accounts.findValue("id").asString();
        try (var gateway = TestGateway.with().openai("acme", UPSTREAM, MODEL, OTHER).start()) {
            String own = gateway.run("accounts", "list", "--json").json().findValue("id").asString();
            assertThat(own).isNotEqualTo(id);
            gateway.configure(TestGateway.with().openai("acme", UPSTREAM, MODEL, OTHER)
                    .config("accounts: {allowed: {" + own + ": {models: [" + OTHER + "]}, " + id
                            + ": {models: [x/y]}}}")
                    .file());
            await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(gateway.chat(MODEL, "Hi").status()).isEqualTo(404));
            assertThat(gateway.chat(MODEL, "Hi").errorMessage()).contains("the account's allowed_models");
            assertThat(gateway.chat(OTHER, "Hi").status()).isEqualTo(200);
        }
    }

    /** Beside routers, which go by what the others may. */
    private static List<String> usable(String key) {
        return manager.as(key, "GET", "/models/user", "").json().path("data").valueStream()
                .map(model -> model.path("id").asString()).filter(id -> !id.startsWith("openrouter/")).toList();
    }

    private static List<String> names(String query) {
        return manager.get("/keys" + query).json().path("data").valueStream().map(key -> key.path("name").asString())
                .toList();
    }

    @Test
    void areMadeShownChangedAndDeleted() {
        var made = created("""
                {"name":"ci","limit":5.25,"limit_reset":"weekly","include_byok_in_limit":true,
                 "expires_at":"2999-01-01T00:00:00Z","requests_per_minute":1000,"weight":3}""");
        var data = made.path("data");
        assertThat(made.path("key").asString()).matches("sk-or-v1-[0-9a-f]{64}");
        assertThat(data.path("limit").decimalValue()).isEqualByComparingTo("5.25");
        assertThat(data.path("limit_reset").asString()).isEqualTo("weekly");
        assertThat(data.path("expires_at").asString()).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(chat(made.path("key").asString(), MODEL).content()).isEqualTo("Hello");
        var path = "/keys/" + data.path("hash").asString();
        var shown = manager.get(path).json().path("data");
        assertThat(shown.path("usage").decimalValue()).isPositive();
        assertThat(shown.path("limit").decimalValue().subtract(shown.path("limit_remaining").decimalValue()))
                .isEqualByComparingTo(shown.path("usage_weekly").decimalValue());
        var changed = change(made, "{\"name\":\"renamed\",\"limit\":null,\"disabled\":true}").json().path("data");
        assertThat(changed.path("name").asString()).isEqualTo("renamed");
        assertThat(changed.path("limit").isNull()).isTrue();
        assertThat(changed.path("limit_reset").asString()).isEqualTo("weekly");
        assertThat(changed.path("requests_per_minute").asInt()).isEqualTo(1000);
        assertThat(changed.path("weight").asInt()).isEqualTo(3);
        assertThat(chat(made.path("key").asString(), MODEL).status()).isEqualTo(401);
        assertThat(change(made, "{\"disabled\":false}").status()).isEqualTo(200);
        assertThat(chat(made.path("key").asString(), MODEL).status()).isEqualTo(200);
        assertThat(manager.ask("DELETE", path, "").json()).isEqualTo(Json.tree("{\"deleted\":true}"));
        assertThat(chat(made.path("key").asString(), MODEL).status()).isEqualTo(401);
        assertThat(manager.ask("DELETE", path, "").status()).isEqualTo(404);
    }

    /** Keys of one millisecond have no order among them. */
    private static void awaitNextMillisecond() {
        long now = System.currentTimeMillis();
        while (System.currentTimeMillis() == now) {
            Thread.onSpinWait();
        }
    }

    @Test
    void areListedTheNewestFirst() {
        created("{\"name\":\"listed-1\"}");
        awaitNextMillisecond();
        var off = created("{\"name\":\"listed-2\"}");
        awaitNextMillisecond();
        created("{\"name\":\"listed-3\"}");
        assertThat(names("")).containsSubsequence("listed-3", "listed-2", "listed-1").contains("bootstrap")
                .doesNotContain("manager");
        change(off, "{\"disabled\":true}");
        assertThat(names("")).doesNotContain("listed-2");
        assertThat(names("?include_disabled=true")).contains("listed-2");
        assertThat(names("?offset=1")).isEqualTo(names("").subList(1, names("").size()));
        assertThat(manager.get("/keys?offset=-1").status()).isEqualTo(400);
        assertThat(manager.get("/keys?workspace_id=nowhere").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "nonsense", "{}", "{\"name\":7}", "{\"name\":\"\"}",
            "{\"name\":\"x\",\"limit\":-1}",
            "{\"name\":\"x\",\"limit\":\"5\"}", "{\"name\":\"x\",\"limit\":1e30}",
            "{\"name\":\"x\",\"limit_reset\":\"hourly\"}", "{\"name\":\"x\",\"include_byok_in_limit\":\"yes\"}",
            "{\"name\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}",
            "{\"name\":\"x\",\"expires_at\":\"2999-01-01T00:00:00+02:00\"}",
            "{\"name\":\"x\",\"expires_at\":\"tomorrow\"}", "{\"name\":\"x\",\"limits\":5}",
            "{\"name\":\"x\",\"allowed_models\":[]}", "{\"name\":\"x\",\"allowed_models\":[\"acme/larg\"]}",
            "{\"name\":\"x\",\"allowed_models\":[\"acne/*\"]}", "{\"name\":\"x\",\"allowed_providers\":[\"acne\"]}",
            "{\"name\":\"x\",\"weight\":0}", "{\"name\":\"x\",\"weight\":101}",
            "{\"name\":\"x\",\"allowed_providers\":[7]}",
            "{\"name\":\"x\",\"requests_per_minute\":0}", "{\"name\":\"x\",\"disabled\":true}"})
    void areNotMadeOfBadInput(String json) {
        var before = names("?include_disabled=true");
        var refused = manager.ask("POST", "/keys", json);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.errorMessage()).isNotBlank();
        assertThat(names("?include_disabled=true")).isEqualTo(before);
    }

    @Test
    void areNotChangedByBadInput() {
        var key = created("{\"name\":\"steady\",\"limit\":1}");
        for (var json : List.of("{\"name\":\"x\",\"limit\":-1}", "{\"name\":\"x\",\"expires_at\":null}",
                "{\"name\":null}", "{\"limit\":2,\"disabled\":\"no\"}", "{\"hash\":\"x\"}")) {
            assertThat(change(key, json).status()).as(json).isEqualTo(400);
        }
        assertThat(manager.get("/keys/" + key.at("/data/hash").asString()).json().path("data"))
                .isEqualTo(key.path("data"));
    }

    @ParameterizedTest
    @CsvSource({"GET,/keys", "POST,/keys", "GET,/keys/x", "PATCH,/keys/x", "DELETE,/keys/x"})
    void areForManagementKeysOnly(String method, String path) {
        var refused = manager.as(TestGateway.KEY, method, path, method.startsWith("P") ? "{\"name\":\"x\"}" : "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage()).isEqualTo("Only management keys can perform this operation");
        try (var client = GATEWAY.connect()) {
            assertThat(client.request(method, "/api/v1" + path, new byte[0]).answer().status()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/completions", "/messages", "/messages/count_tokens"})
    void thatManageAskNoModels(String path) {
        var refused = manager.post(path, TestGateway.question(MODEL, "Hi", false));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage()).contains("Management keys");
    }

    @Test
    void thatManageAreShownAsSuch() {
        assertThat(manager.get("/key").json().at("/data/is_management_key").asBoolean()).isTrue();
        assertThat(manager.as(TestGateway.KEY, "GET", "/key", "").json().at("/data/is_management_key").asBoolean())
                .isFalse();
    }

    @Test
    void areTheirOwnAccountsAffair() {
        GATEWAY.run("accounts", "create", "rival", "--credits", "5");
        var rival = Manager.of(GATEWAY, "rival");
        var mine = created("{\"name\":\"mine\"}").at("/data/hash").asString();
        assertThat(rival.get("/keys").json().path("data")).isEmpty();
        assertThat(rival.get("/keys/" + mine).status()).isEqualTo(404);
        assertThat(rival.ask("PATCH", "/keys/" + mine, "{\"disabled\":true}").status()).isEqualTo(404);
        assertThat(rival.ask("DELETE", "/keys/" + mine, "").status()).isEqualTo(404);
        assertThat(manager.get("/keys/" + mine).status()).isEqualTo(200);
    }

    /** While others are busy: from the call that switches a key off to the first request that it does not let in. */
    @Test
    void areSwitchedOffAtOnceWhateverTheLoad() throws InterruptedException {
        var stop = new AtomicBoolean();
        var answered = new AtomicInteger();
        var times = new ArrayList<Duration>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                clients.submit(() -> {
                    while (!stop.get()) {
                        answered.addAndGet(chat(TestGateway.KEY, MODEL).status() == 200 ? 1 : 0);
                    }
                });
            }
            for (int i = 0; i < 100; i++) {
                var key = created("{\"name\":\"revoked-" + i + "\"}");
                assertThat(chat(key.path("key").asString(), MODEL).status()).isEqualTo(200);
                long begun = System.nanoTime();
                change(key, "{\"disabled\":true}");
                assertThat(chat(key.path("key").asString(), MODEL).status()).isEqualTo(401);
                times.add(Duration.ofNanos(System.nanoTime() - begun));
            }
            stop.set(true);
        }
        assertThat(answered.get()).isPositive();
        assertThat(times.stream().sorted().skip(98).findFirst().orElseThrow()).as("p99")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void tellWhatIsAllowedThere() {
        var refused = manager.ask("PUT", "/keys", "{}");
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("GET, POST");
    }

    @Test
    void takeNoLargeBodies() {
        var refused = manager.post("/keys", "{\"name\":\"" + "x".repeat(1024 * 1024) + "\"}");
        assertThat(refused.status()).isEqualTo(413);
    }
}
