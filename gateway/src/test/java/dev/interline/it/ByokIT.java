package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Provider keys of an account's own: managed, used before and behind the gateway's, and what that costs. */
class ByokIT {
    private static final String MODEL = "acme/large";
    private static final String SMALL = "acme/small";
    /** What an answer costs at the provider's prices. */
    private static final BigDecimal PRICE = new BigDecimal("0.000025");
    private static final String HOUSE = "Bearer upstream-secret-acme";
    private static final String HOUSE_OTHER = "Bearer upstream-secret-other";
    private static final FakeUpstream ACME = FakeUpstream.saying("Hello");
    private static final FakeUpstream OTHER = FakeUpstream.saying("Hello");
    private static final AtomicInteger TEAMS = new AtomicInteger();

    @RegisterExtension
    static final TestGateway GATEWAY =
            TestGateway.with().openai("acme", ACME, MODEL, SMALL).openai("other", OTHER, MODEL).forClass();

    private static Manager manager;

    @BeforeAll
    static void makeManager() {
        manager = Manager.of(GATEWAY, "default");
    }

    @BeforeEach
    void forget() {
        ACME.forget().otherwise(Script.chat("Hello"));
        OTHER.forget().otherwise(Script.chat("Hello"));
    }

    @AfterAll
    static void closeUpstreams() {
        ACME.close();
        OTHER.close();
    }

    /** A workspace of its own, so that no test sees the keys of another. */
    private record Team(Manager manager, String workspace) {
        static Team of(Manager manager) {
            var slug = "team-" + TEAMS.incrementAndGet();
            var made = manager.post("/workspaces", "{\"name\":\"Team\",\"slug\":\"" + slug + "\"}");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return new Team(manager, made.json().at("/data/id").asString());
        }

        /** An API key, and its hash. */
        JsonNode key(String more) {
            return manager.post("/keys", "{\"name\":\"k\",\"workspace_id\":\"" + workspace + "\"" + more + "}").json();
        }

        String key() {
            return key("").path("key").asString();
        }

        /** A provider key; returns its id. */
        String own(String provider, String secret, String more) {
            var made = manager.post("/byok", "{\"provider\":\"" + provider + "\",\"key\":\"" + secret
                    + "\",\"workspace_id\":\"" + workspace + "\"" + more + "}");
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            return made.json().at("/data/id").asString();
        }

        String own(String secret) {
            return own("acme", secret, "");
        }

        Answer change(String id, String json) {
            return manager.ask("PATCH", "/byok/" + id, json);
        }

        Answer chat(String key, String model) {
            return manager.as(key, "POST", "/chat/completions", TestGateway.question(model, "Hi", false));
        }

        /** Asks for acme's answer alone, successfully. */
        Answer chat(String key) {
            var answer = ask(key, "\"provider\":{\"only\":[\"acme\"]}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer;
        }

        Answer ask(String key, String more) {
            return manager.as(key, "POST", "/chat/completions",
                    TestGateway.question(MODEL, "Hi", false).replaceFirst("\\{", "{" + more + ","));
        }
    }

    private static List<String> credentials(FakeUpstream upstream) {
        return upstream.requests().stream().map(request -> request.headers().value("authorization").orElse("none"))
                .toList();
    }

    private static JsonNode shown(String key) {
        return manager.as(key, "GET", "/key", "").json().path("data");
    }

    private static JsonNode record(String key, Answer answer) {
        return manager.as(key, "GET", "/generation?id=" + answer.header("X-Generation-Id"), "").json().path("data");
    }

    @Test
    void areManaged() {
        var team = Team.of(manager);
        var made = manager.post("/byok", """
                {"provider":"acme","key":"sk-own-0123456789AbCd","name":"Ours","workspace_id":"%s","is_fallback":true,
                 "allowed_models":["%s"],"is_required":false}""".formatted(team.workspace(), MODEL));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.text()).doesNotContain("0123456789");
        var data = made.json().path("data");
        assertThat(data.path("label").asString()).isEqualTo("sk-...AbCd");
        assertThat(data.path("allowed_models")).isEqualTo(Json.tree("[\"" + MODEL + "\"]"));
        assertThat(data.path("allowed_api_key_hashes").isNull()).isTrue();
        assertThat(data.path("sort_order").asInt()).isZero();
        var path = "/byok/" + data.path("id").asString();
        assertThat(manager.get(path).json().path("data")).isEqualTo(data);
        var second = team.own("other", "sk-own-2-0123456789", "");
        var list = manager.get("/byok?workspace_id=" + team.workspace()).json();
        assertThat(list.path("total_count").asInt()).isEqualTo(2);
        assertThat(list.path("data").valueStream().map(key -> key.path("id").asString()))
                .containsExactly(data.path("id").asString(), second);
        assertThat(manager.get("/byok?provider=other&workspace_id=" + team.workspace()).json().at("/data/0/id")
                .asString()).isEqualTo(second);
        assertThat(manager.get("/byok?limit=1&offset=1&workspace_id=" + team.workspace()).json().at("/data/0/id")
                .asString()).isEqualTo(second);
        assertThat(manager.get("/byok").json().path("data").toString()).doesNotContain(second);
        var changed = manager.ask("PATCH", path, "{\"name\":null,\"allowed_models\":null,\"is_fallback\":false}");
        assertThat(changed.json().at("/data/name").isNull()).as(changed.text()).isTrue();
        assertThat(changed.json().at("/data/allowed_models").isNull()).isTrue();
        assertThat(changed.json().at("/data/label").asString()).isEqualTo("sk-...AbCd");
        assertThat(manager.ask("DELETE", path, "").json()).isEqualTo(Json.tree("{\"deleted\":true}"));
        assertThat(manager.get(path).status()).isEqualTo(404);
        assertThat(manager.ask("DELETE", path, "").status()).isEqualTo(404);
        assertThat(manager.ask("PATCH", path, "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"provider\":\"acme\"}", "{\"key\":\"sk-x\"}",
            "{\"provider\":\"acme\",\"key\":\"\"}",
            "{\"provider\":\"acme\",\"key\":\"sk x\"}", "{\"provider\":\"simulator\",\"key\":\"sk-x\"}",
            "{\"provider\":\"amazon-bedrock\",\"key\":\"sk-x\"}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"is_required\":true}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"is_byok_only\":true}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"declared_zdr\":true}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"colour\":\"red\"}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"workspace_id\":\"none\"}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"allowed_models\":[\"acme/larg\"]}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"allowed_api_key_hashes\":[]}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"allowed_api_key_hashes\":[\"00\"]}",
            "{\"provider\":\"acme\",\"key\":\"sk-x\",\"allowed_user_ids\":[\"user_x\"]}"})
    void areNotMadeOfBadInput(String json) {
        var refused = manager.post("/byok", json);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.errorMessage()).isNotBlank();
        assertThat(manager.get("/byok").json().path("total_count").asInt()).isZero();
    }

    @Test
    void areForProvidersThatThereAre() {
        assertThat(manager.post("/byok", "{\"provider\":\"opanai\",\"key\":\"sk-x\"}").errorMessage())
                .contains("opanai").contains("did you mean openai?");
        assertThat(manager.post("/byok", "{\"provider\":\"Open AI\",\"key\":\"sk-x\"}").errorMessage())
                .contains("did you mean openai?");
    }

    @ParameterizedTest
    @CsvSource({"GET,/byok", "POST,/byok", "GET,/byok/x", "PATCH,/byok/x", "DELETE,/byok/x"})
    void areForManagementKeysOnly(String method, String path) {
        var refused = manager.as(TestGateway.KEY, method, path, method.startsWith("P") ? "{}" : "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage()).isEqualTo("Only management keys can perform this operation");
    }

    @Test
    void comeFirstAndCostNoCredits() {
        var team = Team.of(manager);
        var key = team.key();
        team.own("sk-own-first");
        team.own("sk-own-second");
        var answer = team.ask(key, "\"provider\":{\"order\":[\"other\"]}");
        assertThat(answer.content()).as(answer.text()).isEqualTo("Hello");
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-first");
        assertThat(OTHER.requests()).isEmpty();
        var usage = answer.json().path("usage");
        assertThat(usage.path("is_byok").asBoolean()).isTrue();
        assertThat(usage.path("cost").decimalValue()).isZero();
        assertThat(usage.at("/cost_details/upstream_inference_cost").decimalValue()).isEqualByComparingTo(PRICE);
        var record = record(key, answer);
        assertThat(record.path("is_byok").asBoolean()).isTrue();
        assertThat(record.path("total_cost").decimalValue()).isZero();
        assertThat(record.path("upstream_inference_cost").decimalValue()).isEqualByComparingTo(PRICE);
        assertThat(record.at("/provider_responses/0/is_byok").asBoolean()).isTrue();
        var shown = shown(key);
        assertThat(shown.path("usage").decimalValue()).isZero();
        assertThat(shown.path("byok_usage").decimalValue()).isEqualByComparingTo(PRICE);
        assertThat(shown.path("byok_usage_daily").decimalValue()).isEqualByComparingTo(PRICE);
    }

    @Test
    void serveStreamsAndTheOtherDialect() {
        var team = Team.of(manager);
        var key = team.key();
        team.own("sk-own-streams");
        for (var path : List.of("/api/v1/chat/completions", "/api/v1/messages")) {
            try (var events = GATEWAY.connect().request("POST", path,
                    Json.bytes(TestGateway.question(MODEL, "Hi", true)), "Authorization", "Bearer " + key,
                    "Content-Type", "application/json").events().all()) {
                assertThat(events.status()).isEqualTo(200);
                assertThat(events.events().toString()).contains("\"is_byok\":true").contains("\"cost\":0,");
            }
        }
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-streams", "Bearer sk-own-streams");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 429, 500})
    void giveWayToTheGatewaysAccountWhenTheyFail(int status) {
        var team = Team.of(manager);
        var key = team.key();
        team.own("sk-own-bad");
        team.own("acme", "sk-own-never", ",\"is_fallback\":true");
        ACME.next(Script.error(status, "no"));
        var answer = team.chat(key);
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-bad", HOUSE);
        var usage = answer.json().path("usage");
        assertThat(usage.path("is_byok").asBoolean()).isFalse();
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo(PRICE);
        var record = record(key, answer);
        assertThat(record.path("is_byok").asBoolean()).isFalse();
        assertThat(record.path("provider_responses").valueStream().map(attempt -> attempt.path("is_byok").asBoolean()))
                .containsExactly(true, false);
        assertThat(shown(key).path("usage").decimalValue()).isEqualByComparingTo(PRICE);
        assertThat(shown(key).path("byok_usage").decimalValue()).isZero();
    }

    @Test
    void keptAsFallbacksComeLast() {
        var team = Team.of(manager);
        var key = team.key();
        team.own("acme", "sk-own-last", ",\"is_fallback\":true");
        team.chat(key);
        ACME.next(Script.error(429, "no"));
        OTHER.otherwise(Script.error(500, "no"));
        assertThat(team.chat(key, MODEL).json().at("/usage/is_byok").asBoolean()).isTrue();
        assertThat(credentials(ACME)).containsExactly(HOUSE, HOUSE, "Bearer sk-own-last");
        assertThat(credentials(OTHER)).containsExactly(HOUSE_OTHER);
    }

    @Test
    void areUsedInTheirOrder() {
        var team = Team.of(manager);
        var key = team.key();
        var first = team.own("sk-own-a");
        team.own("sk-own-b");
        ACME.next(Script.error(401, "no"));
        team.chat(key);
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-a", "Bearer sk-own-b");
        ACME.forget();
        assertThat(team.change(first, "{\"sort_order\":9}").status()).isEqualTo(200);
        team.chat(key);
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-b");
    }

    @Test
    void areForSomeModelsKeysAndMembersOnly() {
        var team = Team.of(manager);
        var allowed = team.key("");
        var key = allowed.path("key").asString();
        var stranger = team.key();
        var id = team.own("acme", "sk-own-some", ",\"allowed_models\":[\"" + SMALL + "\"]");
        team.chat(key);
        assertThat(team.chat(key, SMALL).status()).isEqualTo(200);
        assertThat(credentials(ACME)).containsExactly(HOUSE, "Bearer sk-own-some");
        ACME.forget();
        team.change(id, "{\"allowed_models\":null,\"allowed_api_key_hashes\":[\""
                + allowed.at("/data/hash").asString() + "\"]}");
        team.chat(stranger);
        team.chat(key);
        assertThat(credentials(ACME)).containsExactly(HOUSE, "Bearer sk-own-some");
        ACME.forget();
        var ada = GATEWAY.run("members", "add", "ada" + TEAMS.get() + "@example.com").printed();
        assertThat(manager.post("/workspaces/" + team.workspace() + "/members/add",
                "{\"user_ids\":[\"" + ada + "\"]}").status()).isEqualTo(200);
        var hers = team.key(",\"creator_user_id\":\"" + ada + "\"").path("key").asString();
        assertThat(team.change(id, "{\"allowed_api_key_hashes\":null,\"allowed_user_ids\":[\"" + ada + "\"]}")
                .status()).isEqualTo(200);
        team.chat(key);
        team.chat(hers);
        assertThat(credentials(ACME)).containsExactly(HOUSE, "Bearer sk-own-some");
        ACME.forget();
        assertThat(team.change(id, "{\"allowed_user_ids\":[]}").status()).isEqualTo(200);
        team.chat(hers);
        assertThat(credentials(ACME)).containsExactly(HOUSE);
    }

    @Test
    void changeAtOnce() {
        var team = Team.of(manager);
        var key = team.key();
        var id = team.own("sk-own-old");
        team.chat(key);
        assertThat(team.change(id, "{\"key\":\"sk-own-new\"}").status()).isEqualTo(200);
        team.chat(key);
        team.change(id, "{\"disabled\":true}");
        team.chat(key);
        team.change(id, "{\"disabled\":false}");
        team.chat(key);
        manager.ask("DELETE", "/byok/" + id, "");
        team.chat(key);
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-old", "Bearer sk-own-new", HOUSE,
                "Bearer sk-own-new", HOUSE);
    }

    @Test
    void countInLimitsThatIncludeThem() {
        var team = Team.of(manager);
        team.own("sk-own-limited");
        var spent = team.key(",\"limit\":0").path("key").asString();
        team.chat(spent);
        var strict = team.key(",\"limit\":0,\"include_byok_in_limit\":true").path("key").asString();
        assertThat(team.chat(strict, MODEL).status()).isEqualTo(403);
        assertThat(credentials(ACME)).containsExactly("Bearer sk-own-limited");
        assertThat(shown(spent).path("byok_usage").decimalValue()).isEqualByComparingTo(PRICE);
    }

    @Test
    void areToldWhenTheyAreAtFault() {
        var team = Team.of(manager);
        var key = team.key();
        team.own("sk-own-echoed-0123456789");
        ACME.otherwise(Script.error(400, "no such key: sk-own-echoed-0123456789"));
        var answer = team.ask(key, "\"provider\":{\"only\":[\"acme\"]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("no such key: ***").doesNotContain("0123456789");
        assertThat(answer.json().at("/error/metadata/is_byok").asBoolean()).isTrue();
    }

    @Test
    void areNowhereInPlainText() throws IOException {
        var secret = "sk-own-TopSecretOfOurs-42";
        var team = Team.of(manager);
        var key = team.key();
        var id = team.own(secret);
        var answers = team.chat(key).text() + manager.get("/byok/" + id).text() + manager.get("/byok").text()
                + record(key, team.chat(key));
        assertThat(answers).doesNotContain("TopSecretOfOurs");
        try (var files = Files.walk(GATEWAY.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain("TopSecretOfOurs");
            }
        }
        assertThat(GATEWAY.printed() + GATEWAY.errors()).doesNotContain("TopSecretOfOurs");
    }

    @Test
    void costAFeeWhereTheOperatorWantsOneAndOutliveARestart() {
        try (var upstream = FakeUpstream.saying("Hello");
                var gateway = TestGateway.with().config("accounts: {byok-fee: 0.05, default-credits: 0.01}")
                        .openai("acme", upstream, MODEL).start()) {
            var own = Manager.of(gateway, "default");
            var made = own.post("/byok", "{\"provider\":\"acme\",\"key\":\"sk-own-kept\",\"workspace_id\":null}");
            assertThat(made.json().at("/data/workspace_id").isNull()).as(made.text()).isTrue();
            var fee = PRICE.multiply(new BigDecimal("0.05"));
            assertThat(gateway.chat(MODEL, "Hi").json().at("/usage/cost").decimalValue()).isEqualByComparingTo(fee);
            gateway.kill();
            gateway.start();
            assertThat(gateway.chat(MODEL, "Hi").json().at("/usage/is_byok").asBoolean()).isTrue();
            assertThat(credentials(upstream)).containsExactly("Bearer sk-own-kept", "Bearer sk-own-kept");
            var shown = gateway.getWithKey("/api/v1/key").json().path("data");
            var twice = new BigDecimal(2);
            assertThat(shown.path("usage").decimalValue()).isEqualByComparingTo(fee.multiply(twice));
            assertThat(shown.path("byok_usage").decimalValue()).isEqualByComparingTo(PRICE.multiply(twice));
            assertThat(gateway.getWithKey("/api/v1/credits").json().at("/data/total_usage").decimalValue())
                    .isEqualByComparingTo(fee.multiply(twice));
            assertThat(gateway.run("ledger", "verify").exitCode()).isZero();
        }
    }
}
