package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import dev.interline.store.Database;
import dev.interline.store.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * What requests come to, as {@code /activity} and {@code /analytics} tell it: the same as {@code /key} and
 * {@code /generation}. Three requests of one key and two of another were made yesterday, one was made today.
 */
class ActivityIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");
    private static final BigDecimal ANSWER = new BigDecimal("0.000025");

    @RegisterExtension
    static final TestGateway GATEWAY =
            TestGateway.with().openai("acme", UPSTREAM, "acme/one", "acme/two").forClass();

    private static Manager manager;
    private static JsonNode first;
    private static JsonNode second;
    private static String generation;

    @BeforeAll
    static void ask() {
        manager = Manager.of(GATEWAY, "default");
        var lab = manager.post("/workspaces", "{\"name\":\"Lab\",\"slug\":\"lab\"}").json().at("/data/id").asString();
        first = manager.post("/keys", "{\"name\":\"first\"}").json();
        second = manager.post("/keys", "{\"name\":\"second\",\"workspace_id\":\"" + lab + "\"}").json();
        for (var model : List.of("acme/one", "acme/one", "acme/two")) {
            chat(first, model);
        }
        for (var model : List.of("acme/one", "acme/two")) {
            chat(second, model);
        }
        aDayPasses();
        generation = chat(first, "acme/one").json().path("id").asString();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static Answer chat(JsonNode key, String model) {
        var answer = manager.as(key.path("key").asString(), "POST", "/chat/completions",
                TestGateway.question(model, "Hi", false));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    /** Makes everything that was done a day older. */
    private static void aDayPasses() {
        GATEWAY.terminate();
        assertThat(GATEWAY.exitCode()).isZero();
        try (var store = Store.open(new Database.Sqlite(GATEWAY.data().resolve("interline.db"),
                Database.Durability.PROCESS))) {
            store.write(sql -> sql.update("update usage_day set day = day - 1")
                    + sql.update("update generation set created_at = created_at - 86400000"));
        }
        GATEWAY.start();
    }

    private static JsonNode activity(String query) {
        var answer = manager.get("/activity" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private static JsonNode query(String members) {
        var answer = manager.post("/analytics/query", "{" + members + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("data");
    }

    private static BigDecimal sum(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.path(field).decimalValue()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal usage(JsonNode key) {
        return manager.get("/keys/" + key.at("/data/hash").asString()).json().at("/data/usage").decimalValue();
    }

    @Test
    void tellsWhatEachModelDidOnDaysThatAreOver() {
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
        var rows = activity("");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.valueStream().map(row -> row.path("date").asString())).containsOnly(yesterday);
        var one = rows.get(0);
        assertThat(one.path("model").asString()).isEqualTo("acme/one");
        assertThat(one.path("model_permaslug").asString()).isEqualTo("acme/one");
        assertThat(one.path("provider_name").asString()).isEqualTo("acme");
        assertThat(one.path("requests").asInt()).isEqualTo(3);
        assertThat(one.path("usage").decimalValue()).isEqualByComparingTo(ANSWER.multiply(BigDecimal.valueOf(3)));
        assertThat(one.path("byok_usage_inference").decimalValue()).isZero();
        assertThat(one.path("prompt_tokens").asInt()).isEqualTo(33);
        assertThat(one.path("completion_tokens").asInt()).isEqualTo(21);
        assertThat(one.path("reasoning_tokens").asInt()).isZero();
        assertThat(one.has("workspace_id")).isFalse();
        assertThat(one.path("endpoint_id").asString()).matches("[0-9a-f-]{36}")
                .isNotEqualTo(rows.get(1).path("endpoint_id").asString());
        assertThat(activity("?date=" + yesterday)).isEqualTo(rows);
    }

    @Test
    void tellsOneKeyOrWorkspace() {
        var mine = activity("?api_key_hash=" + second.at("/data/hash").asString());
        assertThat(sum(mine, "requests")).isEqualByComparingTo("2");
        assertThat(sum(mine, "usage")).isEqualByComparingTo(usage(second));
        assertThat(activity("?workspace_id=lab")).isEqualTo(mine);
        assertThat(activity("?user_id=user_nobody")).isEmpty();
        var apart = activity("?group_by=workspace");
        assertThat(apart.size()).isEqualTo(4);
        assertThat(apart.valueStream().map(row -> row.path("workspace_id").asString()).distinct())
                .contains(second.at("/data/workspace_id").asString()).hasSize(2);
    }

    @Test
    void agreesWithKeysAndGenerations() {
        var total = query("\"metrics\":[\"total_usage\",\"request_count\",\"tokens_total\",\"tokens_prompt\"]")
                .path("data").get(0);
        assertThat(total.path("request_count").asInt()).isEqualTo(6);
        assertThat(total.path("tokens_total").asInt()).isEqualTo(6 * 18);
        assertThat(total.path("tokens_prompt").asInt()).isEqualTo(6 * 11);
        assertThat(total.path("total_usage").decimalValue()).isEqualByComparingTo(usage(first).add(usage(second)))
                .isEqualByComparingTo(GATEWAY.getWithKey("/api/v1/generation").json().path("total_cost").decimalValue())
                .isEqualByComparingTo(
                        GATEWAY.getWithKey("/api/v1/credits").json().at("/data/total_usage").decimalValue());
        var keys = query("\"metrics\":[\"total_usage\"],\"dimensions\":[\"api_key_id\"]").path("data");
        assertThat(keys.size()).isEqualTo(2);
        for (var key : List.of(first, second)) {
            var hash = key.at("/data/hash").asString();
            assertThat(keys.valueStream().filter(row -> row.path("api_key_id").asString().equals(hash))
                    .map(row -> row.path("total_usage").decimalValue()).toList())
                    .usingElementComparator(BigDecimal::compareTo).containsExactly(usage(key));
        }
    }

    @Test
    void tellsDaysAndHoursTheSame() {
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var range = "\"time_range\":{\"start\":\"" + today.minus(1, ChronoUnit.DAYS) + "\",\"end\":\""
                + today.plus(1, ChronoUnit.DAYS) + "\"},";
        var metrics = "\"metrics\":[\"request_count\",\"total_usage\",\"tokens_total\"],\"dimensions\":[\"model\"]";
        var days = query(range + "\"granularity\":\"day\"," + metrics).path("data");
        var hours = query(range + "\"granularity\":\"hour\"," + metrics).path("data");
        assertThat(days.valueStream().map(row -> row.path("date__day").asString()).distinct()).containsExactly(
                today.minus(1, ChronoUnit.DAYS).toString().replace("Z", ".000Z"),
                today.toString().replace("Z", ".000Z"));
        for (var field : List.of("request_count", "total_usage", "tokens_total")) {
            assertThat(sum(hours, field)).isEqualByComparingTo(sum(days, field));
        }
        assertThat(hours.valueStream().map(row -> row.path("date__hour").asString()))
                .allMatch(hour -> hour.endsWith(":00:00.000Z"));
    }

    @Test
    void picksOrdersAndLimits() {
        var picked = query("""
                "metrics":["request_count"],"dimensions":["model"],"limit":1,
                "filters":[{"field":"provider","operator":"eq","value":"acme"},
                    {"field":"model","operator":"not_in","value":["acme/none"],"include_unset":true}],
                "order_by":{"field":"model","direction":"desc"}""");
        assertThat(picked.path("data")).isEqualTo(Json.tree("[{\"model\":\"acme/two\",\"request_count\":2}]"));
        assertThat(picked.at("/metadata/truncated").asBoolean()).isTrue();
        assertThat(picked.at("/metadata/row_count").asInt()).isEqualTo(1);
        assertThat(picked.has("warnings")).isFalse();
        assertThat(query("\"metrics\":[\"request_count\"],\"limit\":2000").path("warnings").size()).isEqualTo(1);
    }

    @Test
    void offersWhatCanBeAsked() {
        var meta = manager.get("/analytics/meta").json().path("data");
        for (var metric : meta.path("metrics")) {
            for (var granularity : metric.path("granularities")) {
                assertThat(query("\"metrics\":[\"" + metric.path("name").asString() + "\"],\"granularity\":\""
                        + granularity.asString() + "\"").path("data").valueStream()
                        .allMatch(row -> row.path(metric.path("name").asString()).isNumber())).isTrue();
            }
        }
        for (var dimension : meta.path("dimensions")) {
            for (var operator : meta.path("operators")) {
                var value = operator.path("value_type").asString().equals("array") ? "[\"x\"]" : "\"x\"";
                query("\"metrics\":[\"request_count\"],\"dimensions\":[\"" + dimension.path("name").asString()
                        + "\"],\"filters\":[{\"field\":\"" + dimension.path("name").asString() + "\",\"operator\":\""
                        + operator.path("name").asString() + "\",\"value\":" + value + "}]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?date=2020-01-01", "?date=yesterday", "?date=2026-02-30", "?api_key_hash=abc",
            "?group_by=model", "?user_id=%00", "?date=9999-99-99"})
    void isNotToldOfBadInput(String query) {
        var answer = manager.get("/activity" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorMessage()).isNotBlank();
    }

    @Test
    void isNotToldOfTodayOrOtherWorkspaces() {
        var today = manager.get("/activity?date=" + LocalDate.now(ZoneOffset.UTC));
        assertThat(today.status()).isEqualTo(400);
        assertThat(today.errorMessage()).isEqualTo("Date must be within the last 30 (completed) UTC days");
        assertThat(manager.get("/activity?workspace_id=none").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"metrics\":[]}", "{\"metrics\":\"request_count\"}",
            "{\"metrics\":[\"p50_latency\"]}", "{\"metrics\":[\"request_count; drop table usage_day\"]}",
            "{\"metrics\":[\"request_count\"],\"dimensions\":[\"country\"]}",
            "{\"metrics\":[\"request_count\"],\"dimensions\":[\"model\",\"user\",\"provider\"]}",
            "{\"metrics\":[\"request_count\"],\"dimensions\":[\"1,2\"]}",
            "{\"metrics\":[\"request_count\"],\"granularity\":\"year\"}",
            "{\"metrics\":[\"tokens_prompt\"],\"granularity\":\"hour\"}",
            "{\"metrics\":[\"request_count\"],\"limit\":0}", "{\"metrics\":[\"request_count\"],\"limit\":\"5\"}",
            "{\"metrics\":[\"request_count\"],\"group_limit\":-1}",
            "{\"metrics\":[\"request_count\"],\"time_range\":{\"start\":\"2026-01-01T00:00:00Z\"}}",
            "{\"metrics\":[\"request_count\"],\"time_range\":{\"start\":\"2026-01-02T00:00:00Z\","
                    + "\"end\":\"2026-01-01T00:00:00Z\"}}",
            "{\"metrics\":[\"request_count\"],\"time_range\":{\"start\":\"now\",\"end\":\"later\"}}",
            "{\"metrics\":[\"request_count\"],\"time_range\":{\"start\":\"+999999999-01-01T00:00:00Z\","
                    + "\"end\":\"+999999999-12-31T23:59:59.999999999Z\"}}",
            "{\"metrics\":[\"request_count\"],\"order_by\":{\"field\":\"date\",\"direction\":\"asc\"}}",
            "{\"metrics\":[\"request_count\"],\"order_by\":{\"field\":\"model\",\"direction\":\"asc\"}}",
            "{\"metrics\":[\"request_count\"],\"order_by\":{\"field\":\"request_count\",\"direction\":\"up\"}}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"gt\",\"value\":\"a\"}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"eq\",\"value\":[\"a\"]}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"in\",\"value\":\"a\"}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"in\",\"value\":[]}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"eq\",\"value\":5}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"eq\",\"value\":\"a\","
                    + "\"include_unset\":true}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"x\",\"operator\":\"eq\",\"value\":\"a\"}]}",
            "{\"metrics\":[\"request_count\"],\"filters\":[{\"field\":\"model\",\"operator\":\"eq\","
                    + "\"value\":\"\\u0000\"}]}",
            "{\"metrics\":[\"request_count\"],\"classifier_filters\":{\"classifier_id\":\"x\"}}",
            "{\"metrics\":[\"request_count\"],\"colour\":\"red\"}"})
    void isNotAskedByBadInput(String json) {
        var answer = manager.post("/analytics/query", json);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.errorMessage()).isNotBlank();
    }

    @Test
    void namesWhatIsAllowed() {
        assertThat(manager.post("/analytics/query", "{\"metrics\":[\"p50_latency\"]}").errorMessage()).isEqualTo(
                "metrics: \"p50_latency\" is not known; there are request_count, total_usage, byok_usage, tokens_total,"
                        + " tokens_prompt, tokens_completion, reasoning_tokens");
    }

    @Test
    void isForManagementKeys() {
        for (var path : List.of("/activity", "/analytics/meta")) {
            assertThat(GATEWAY.getWithKey("/api/v1" + path).status()).isEqualTo(403);
        }
        assertThat(GATEWAY.post("/api/v1/analytics/query", "{\"metrics\":[\"request_count\"]}").status())
                .isEqualTo(403);
    }

    @Test
    void isEachAccountsOwn() {
        assertThat(GATEWAY.run("accounts", "create", "others", "--credits", "1").exitCode()).isZero();
        var other = Manager.of(GATEWAY, "others");
        assertThat(other.get("/activity").json().path("data")).isEmpty();
        assertThat(other.post("/analytics/query", "{\"metrics\":[\"request_count\"]}").json()
                .at("/data/data/0/request_count").asInt()).isZero();
        assertThat(other.get("/activity?workspace_id=lab").status()).isEqualTo(404);
        assertThat(feedback(other, generation, "other", "").status()).isEqualTo(404);
    }

    private static Answer feedback(Manager by, String id, String category, String comment) {
        return by.post("/generation/feedback", "{\"generation_id\":" + Json.text(id) + ",\"category\":"
                + Json.text(category) + ",\"comment\":" + Json.text(comment) + "}");
    }

    @Test
    void takesFeedback() {
        var taken = feedback(manager, generation, "incorrect_response", "x".repeat(1_000));
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.json()).isEqualTo(Json.tree("{\"data\":{\"success\":true}}"));
        assertThat(manager.post("/generation/feedback",
                "{\"generation_id\":\"" + generation + "\",\"category\":\"latency\"}").status()).isEqualTo(200);
        assertThat(feedback(manager, generation, "incorrect_response", "x".repeat(1_001)).status()).isEqualTo(400);
        assertThat(feedback(manager, generation, "praise", "").status()).isEqualTo(400);
        assertThat(feedback(manager, generation, "other", "\0").status()).isEqualTo(400);
        assertThat(feedback(manager, "", "other", "").status()).isEqualTo(400);
        assertThat(feedback(manager, "gen-1-nothing", "other", "").status()).isEqualTo(404);
    }
}
