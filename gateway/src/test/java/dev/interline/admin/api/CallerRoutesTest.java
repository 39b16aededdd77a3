package dev.interline.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interline.bytes.Json;
import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.generations.Bookkeeper;
import dev.interline.generations.Generation;
import dev.interline.generations.Generations;
import dev.interline.generations.TestGenerations;
import dev.interline.identity.Account;
import dev.interline.identity.Actor;
import dev.interline.identity.Caller;
import dev.interline.identity.Identity;
import dev.interline.identity.KeyRequest;
import dev.interline.identity.Lookup;
import dev.interline.identity.TestIdentity;
import dev.interline.ledger.Book;
import dev.interline.ledger.Grant;
import dev.interline.ledger.Ledger;
import dev.interline.ledger.Terms;
import dev.interline.store.Store;
import dev.interline.store.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class CallerRoutesTest {
    private static final Actor ADMIN = new Actor("test");

    @TempDir
    private Path folder;

    private Store store;
    private Book book;
    private Identity identity;
    private Ledger ledger;
    private ManagementApi api;
    private Caller caller;

    @BeforeEach
    void open() {
        store = Store.open(TestDatabase.sqlite(folder));
        book = TestGenerations.book(store);
        ledger = Ledger.open(store, () -> TestGenerations.NOON);
        identity = TestIdentity.open(store, book, ledger, 5, () -> TestGenerations.NOON);
        identity.beginAccounts(Optional.of(new Money(10_000_000_000L)));
        api = new ManagementApi(List.of(new CallerRoutes(identity.apiKeys(), ledger,
                new Generations(store, () -> TestGenerations.NOON)).routes()));
        caller = caller(Account.DEFAULT);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Caller caller(String account) {
        var key = identity.apiKeys().create(KeyRequest.of(account, "test")
                .expiring(Optional.of(TestGenerations.NOON.plusSeconds(60))), ADMIN);
        return ((Lookup.Known) identity.keys().find(key.secret())).caller();
    }

    private void settle(Generation generation) throws InterruptedException {
        var settled = new CountDownLatch(1);
        try (var settlement =
                Bookkeeper.open(store, book, TestDatabase.sqlite(folder), folder)) {
            settlement.settle(generation, _ -> settled.countDown());
            settled.await();
        }
        var cost = generation.charge().cost().total();
        var grant = ledger.spender(generation.owner().keyHash()).orElseThrow().hold(Optional.empty(), Terms.CREDITS,
                cost, cost);
        assertThat(((Grant.Held) grant).hold().settle(cost)).isEqualTo(cost);
    }

    /** The body that a path below the base path answers a caller with. */
    private String text(Caller by, String path, Map<String, String> query) {
        var found = (ManagementApi.Match.Found) api.match("GET", List.of(path.split("/")));
        var answer = ManagementApi.answer(found.route(), new Call(Optional.of(by), found.variables(), query,
                new byte[0]));
        assertThat(answer.status()).isEqualTo(200);
        return new String(answer.bytes(), StandardCharsets.UTF_8);
    }

    private JsonNode get(Caller by, String path, Map<String, String> query) {
        return Json.mapper().readTree(text(by, path, query));
    }

    private JsonNode key(Caller by, String path) {
        return get(by, path, Map.of()).path("data");
    }

    private Generation.Owner owner() {
        return new Generation.Owner(caller.account(), "ws-1", caller.keyHash());
    }

    @Test
    void showsAKeyAsOpenRouterDoes() throws InterruptedException {
        settle(TestGenerations.plain("gen-1-a", owner(), TestGenerations.NOON, 1_500));
        assertThat(key(caller, "key")).isEqualTo(Json.mapper().readTree("""
                {"label":"%s","limit":null,"limit_remaining":null,"limit_reset":null,"include_byok_in_limit":false,
                 "usage":0.0000015,"usage_daily":0.0000015,"usage_weekly":0.0000015,"usage_monthly":0.0000015,
                 "byok_usage":0,"byok_usage_daily":0,"byok_usage_weekly":0,"byok_usage_monthly":0,
                 "is_free_tier":false,"is_management_key":false,"is_provisioning_key":false,"creator_user_id":null,
                 "expires_at":"2026-03-04T12:01:00Z",
                 "rate_limit":{"requests":-1,"interval":"10s","note":"This field is deprecated and safe to ignore."},
                 "allowed_data_regions":["global"],
                 "free_model_daily_requests":{"limit":2147483647,"used":0,"remaining":2147483647},
                 "organization_id":null,"workspace_id":"%s","allowed_models":null,"allowed_providers":null,
                 "requests_per_minute":null,"weight":1}
                """.formatted(caller.label(), caller.workspace())));
    }

    @Test
    void tellsWhatIsLeftAsLimitMinusUsage() throws InterruptedException {
        var colleague = caller(Account.DEFAULT);
        settle(TestGenerations.plain("gen-1-a", owner(), TestGenerations.NOON, 1_500_000_001L));
        settle(TestGenerations.plain("gen-1-b", new Generation.Owner(colleague.account(), "ws-1", colleague.keyHash()),
                TestGenerations.NOON, 2_000_000_000L));
        var key = key(caller, "auth/key");
        assertThat(key.path("limit").decimalValue().subtract(key.path("usage").decimalValue()))
                .isEqualByComparingTo(new BigDecimal("6.499999999"));
        assertThat(key.path("limit_remaining").decimalValue()).isEqualByComparingTo("6.499999999");
    }

    @Test
    void boundsNoUnmeteredAccount() {
        identity.accounts().create("free", Optional.empty(), ADMIN);
        assertThat(key(caller("free"), "auth/key").path("limit").isNull()).isTrue();
    }

    @Test
    void showsAGenerationInFull() throws InterruptedException {
        settle(TestGenerations.full("gen-1-a", owner(), TestGenerations.NOON));
        assertThat(get(caller, "generation", Map.of("id", "gen-1-a")).path("data")).isEqualTo(Json.mapper().readTree("""
                {"id":"gen-1-a","created_at":"2026-03-04T12:00:00Z","api_type":"completions","model":"acme/large",
                 "streamed":true,"provider_name":"Acme","upstream_id":"chatcmpl-1","router":"openrouter/auto",
                 "service_tier":"priority","cancelled":true,"finish_reason":"tool_calls",
                 "native_finish_reason":"tool_use","latency":250,"generation_time":1200,"total_cost":0.0015,
                 "usage":0.0015,"upstream_inference_cost":0.0012,"cache_discount":-0.000000007,"is_byok":true,
                 "tokens_prompt":100,"tokens_completion":50,"native_tokens_prompt":100,"native_tokens_completion":50,
                 "native_tokens_completion_images":3,"native_tokens_reasoning":10,"native_tokens_cached":40,
                 "num_media_prompt":1,"num_input_audio_prompt":2,"num_media_completion":3,"num_search_results":4,
                 "num_fetches":5,"usage_estimated":true,"usage_clamped":true,
                 "native_usage":{"odd":[1.50,"\\u0000\u00e9"]},"origin":"https://app.example",
                 "http_referer":"https://app.example/x","user_agent":"curl/8","external_user":"user-1",
                 "session_id":"s-1","provider_responses":[
                   {"provider":"Busy","model_permaslug":"acme/large","endpoint_id":"busy","error":"throttled",
                    "latency":30,"is_byok":false,"status":429},
                   {"provider":"Acme","model_permaslug":"acme/large","endpoint_id":"acme/fp8","id":"chatcmpl-1",
                    "latency":220,"is_byok":true,"status":200}],
                 "data_region":"global","app_id":5985068028072,"moderation_latency":null,"preset_id":null,
                 "web_search_engine":null,"workspace_id":null,"request_id":null,"response_cache_source_id":null}
                """));
    }

    @Test
    void namesProvidersThatTheContractKnows() {
        assertThat(ProviderNames.has("Anthropic")).isTrue();
        assertThat(ProviderNames.has("Simulator")).isFalse();
    }

    @Test
    void writesMoneyAsPlainDecimals() throws InterruptedException {
        settle(TestGenerations.plain("gen-1-a", owner(), TestGenerations.NOON, 1));
        assertThat(text(caller, "generation", Map.of("id", "gen-1-a")))
                .contains("\"total_cost\":0.000000001,");
    }

    @Test
    void showsNobodyElsesGeneration() throws InterruptedException {
        settle(TestGenerations.plain("gen-1-a", owner(), TestGenerations.NOON, 1));
        identity.accounts().create("other", Optional.empty(), ADMIN);
        var other = caller("other");
        assertThatThrownBy(() -> get(other, "generation", Map.of("id", "gen-1-a"))).isInstanceOfSatisfying(
                Rejected.class,
                e -> assertThat(e.problem().status()).isEqualTo(404));
    }

    @Test
    void listsGenerations() throws InterruptedException {
        settle(TestGenerations.plain("gen-1-a", owner(), TestGenerations.NOON, 250_000_000));
        var list = get(caller, "generation", Map.of("limit", "10"));
        assertThat(list).isEqualTo(Json.mapper().readTree("""
                {"object":"generation","data":[{"id":"gen-1-a","model":"acme/small",
                 "created_at":"2026-03-04T12:00:00Z","tokens":7,"total_cost":0.25}],"total_cost":0.25}
                """));
    }

    @Test
    void refusesPagesThatDoNotExist() {
        for (var limit : new String[]{"0", "101", "-1", "many"}) {
            assertThatThrownBy(() -> get(caller, "generation", Map.of("limit", limit)))
                    .isInstanceOfSatisfying(Rejected.class, e -> assertThat(e.problem().status()).isEqualTo(400));
        }
    }
}
