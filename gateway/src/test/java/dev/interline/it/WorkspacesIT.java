package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Workspaces, their budgets and their members by the management API. */
class WorkspacesIT {
    private static final String MODEL = "acme/large";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models: [{id: %s, pricing: {prompt: "0.001", completion: "0.001"}}]
            """.formatted(UPSTREAM.uri(), MODEL)).forClass();

    private static Manager manager;

    @BeforeAll
    static void makeManager() {
        manager = Manager.of(GATEWAY, "default");
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static JsonNode created(String slug) {
        var answer = manager.post("/workspaces", "{\"name\":\"Team " + slug + "\",\"slug\":\"" + slug + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("data");
    }

    private static String keyIn(String workspace) {
        return manager.post("/keys", "{\"name\":\"in\",\"workspace_id\":\"" + workspace + "\"}").json().path("key")
                .asString();
    }

    private static Answer chat(String key) {
        return manager.as(key, "POST", "/chat/completions", TestGateway.question(MODEL, "Hi", false));
    }

    @Test
    void areMadeFoundChangedAndDeleted() {
        var made = created("research");
        assertThat(made.path("description").isNull()).isTrue();
        assertThat(manager.get("/workspaces/research").json().path("data")).isEqualTo(made);
        assertThat(manager.get("/workspaces/" + made.path("id").asString()).json().path("data")).isEqualTo(made);
        var changed =
                manager.ask("PATCH", "/workspaces/research", "{\"slug\":\"lab\",\"description\":\"Where we try\"}");
        assertThat(changed.json().at("/data/name").asString()).isEqualTo("Team research");
        assertThat(manager.get("/workspaces/research").status()).isEqualTo(404);
        assertThat(manager.get("/workspaces/lab").json().at("/data/description").asString()).isEqualTo("Where we try");
        assertThat(manager.ask("DELETE", "/workspaces/lab", "").json()).isEqualTo(Json.tree("{\"deleted\":true}"));
        assertThat(manager.get("/workspaces/lab").status()).isEqualTo(404);
    }

    @Test
    void areListedTheDefaultOneFirst() {
        created("listed");
        var all = manager.get("/workspaces").json();
        assertThat(all.at("/data/0/slug").asString()).isEqualTo("default");
        assertThat(all.path("total_count").asInt()).isEqualTo(all.path("data").size());
        var second = manager.get("/workspaces?offset=1&limit=1").json();
        assertThat(second.path("data").size()).isEqualTo(1);
        assertThat(second.at("/data/0")).isEqualTo(all.at("/data/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"x\"}", "{\"slug\":\"x\"}", "{\"name\":\"x\",\"slug\":\"No Slug\"}",
            "{\"name\":\"x\",\"slug\":\"a--b\"}", "{\"name\":\"x\",\"slug\":\"default\"}",
            "{\"name\":\"\",\"slug\":\"y\"}", "{\"name\":\"x\",\"slug\":\"y\",\"default_text_model\":\"a/b\"}",
            "{\"name\":\"x\",\"slug\":\"y\",\"is_observability_io_logging_enabled\":true}",
            "{\"name\":\"x\",\"slug\":\"y\",\"colour\":\"red\"}"})
    void areNotMadeOfBadInput(String json) {
        var before = manager.get("/workspaces").json();
        var refused = manager.post("/workspaces", json);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.errorMessage()).isNotBlank();
        assertThat(manager.get("/workspaces").json()).isEqualTo(before);
    }

    @Test
    void withActiveKeysAreNotDeleted() {
        created("busy");
        var key = keyIn("busy");
        assertThat(chat(key).status()).isEqualTo(200);
        assertThat(manager.ask("DELETE", "/workspaces/busy", "").status()).isEqualTo(400);
        assertThat(manager.ask("DELETE", "/workspaces/default", "").status()).isEqualTo(403);
        assertThat(chat(key).status()).isEqualTo(200);
    }

    @Test
    void spendNoMoreThanTheirBudgets() {
        created("frugal");
        var key = keyIn("frugal");
        var set = manager.ask("PUT", "/workspaces/frugal/budgets/daily", "{\"limit_usd\":0.000001}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.json().at("/data/reset_interval").asString()).isEqualTo("daily");
        assertThat(chat(key).status()).isIn(402, 403);
        assertThat(manager.ask("PUT", "/workspaces/frugal/budgets/daily", "{\"limit_usd\":1000}").status())
                .isEqualTo(200);
        assertThat(chat(key).status()).isEqualTo(200);
        assertThat(manager.ask("DELETE", "/workspaces/frugal/budgets/daily", "").json())
                .isEqualTo(Json.tree("{\"deleted\":true}"));
        assertThat(manager.get("/workspaces/frugal/budgets/daily").status()).isEqualTo(404);
    }

    @Test
    void haveBudgetsThatGrowWithTheirInterval() {
        created("orderly");
        assertThat(manager.ask("PUT", "/workspaces/orderly/budgets/monthly", "{\"limit_usd\":10}").status())
                .isEqualTo(200);
        assertThat(manager.ask("PUT", "/workspaces/orderly/budgets/weekly", "{\"limit_usd\":10}").status())
                .isEqualTo(400);
        assertThat(manager.ask("PUT", "/workspaces/orderly/budgets/lifetime", "{\"limit_usd\":5}").status())
                .isEqualTo(400);
        assertThat(manager.ask("PUT", "/workspaces/orderly/budgets/yearly", "{\"limit_usd\":50}").status())
                .isEqualTo(404);
        assertThat(manager.ask("PUT", "/workspaces/orderly/budgets/lifetime",
                "{\"limit_usd\":50,\"include_byok_in_budgets\":true}").status()).isEqualTo(200);
        var all = manager.get("/workspaces/orderly/budgets").json();
        assertThat(all.path("data").valueStream().map(budget -> budget.path("limit_usd").asInt())).containsExactly(10,
                50);
        assertThat(all.at("/data/1/reset_interval").isNull()).isTrue();
        assertThat(all.path("include_byok_in_budgets").asBoolean()).isTrue();
    }

    @Test
    void haveMembersOfTheAccount() {
        created("club");
        var ada = GATEWAY.run("members", "add", "ada@example.com", "--role", "admin").printed();
        var added = manager.post("/workspaces/club/members/add", "{\"user_ids\":[\"" + ada + "\"]}");
        assertThat(added.json().path("added_count").asInt()).as(added.text()).isEqualTo(1);
        assertThat(added.json().at("/data/0/role").asString()).isEqualTo("admin");
        assertThat(manager.post("/workspaces/club/members/add", "{\"user_ids\":[\"" + ada + "\"]}").json()
                .path("added_count").asInt()).isZero();
        assertThat(manager.get("/workspaces/club/members").json().at("/data/0/user_id").asString()).isEqualTo(ada);
        assertThat(manager.get("/organization/members").json().at("/data/0/role").asString()).isEqualTo("org:admin");
        assertThat(manager.post("/workspaces/club/members/add", "{\"user_ids\":[\"nobody\"]}").status())
                .isEqualTo(404);
        assertThat(manager.post("/workspaces/club/members/remove", "{\"user_ids\":[\"" + ada + "\"]}").json()
                .path("removed_count").asInt()).isEqualTo(1);
        assertThat(manager.get("/workspaces/club/members").json().path("total_count").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"GET,/workspaces", "POST,/workspaces", "GET,/workspaces/default", "PATCH,/workspaces/default",
            "DELETE,/workspaces/default", "GET,/workspaces/default/members", "POST,/workspaces/default/members/add",
            "GET,/workspaces/default/budgets", "PUT,/workspaces/default/budgets/daily",
            "DELETE,/workspaces/default/budgets/daily", "GET,/organization/members"})
    void areForManagementKeysOnly(String method, String path) {
        var refused = manager.as(TestGateway.KEY, method, path, method.startsWith("P") ? "{}" : "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage()).isEqualTo("Only management keys can perform this operation");
    }
}
