package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Headers that name the app of a request, and what rankings make of them. */
class AttributionIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models: [{id: acme/one, input-modalities: [text, image]}, {id: acme/two, input-modalities: [text]}]
            """.formatted(UPSTREAM.uri())).forClass();

    private static String first = "";
    private static String silent = "";

    @BeforeAll
    static void ask() {
        first = chat("acme/one", "HTTP-Referer", "https://your-app.com/", "X-Title", "Your App",
                "X-OpenRouter-Categories",
                "cli-agent,unknown");
        chat("acme/one", "HTTP-Referer", "https://your-app.com", "X-OpenRouter-Title", "Your Newer App");
        chat("acme/two", "HTTP-Referer", "https://game.example/play", "X-OpenRouter-Categories", "game,legal");
        silent = chat("acme/two", "X-Title", "A title alone");
        await("the last record").until(() -> dataset("rankings-daily").valueStream()
                .mapToLong(row -> Long.parseLong(row.path("total_tokens").asString())).sum() == 4 * 18);
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static String chat(String model, String... headers) {
        var answer = GATEWAY.post("/api/v1/chat/completions", TestGateway.question(model, "Hi", false), headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("id").asString();
    }

    /** Days that are under way are told when they are asked for. */
    private static JsonNode dataset(String path) {
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        var answer = GATEWAY.getWithKey("/api/v1/datasets/" + path + (path.contains("?") ? "&" : "?") + "end_date="
                + tomorrow);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/meta/end_date").asString()).isEqualTo(tomorrow.toString());
        assertThat(answer.json().at("/meta/start_date").asString()).isEqualTo(tomorrow.minusDays(30).toString());
        return answer.json().path("data");
    }

    private static List<String> names(JsonNode rows) {
        return rows.valueStream().map(row -> row.path("app_name").asString()).toList();
    }

    @Test
    void recordsCarryTheApp() {
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + first).json().path("data");
        assertThat(record.path("http_referer").asString()).isEqualTo("https://your-app.com/");
        assertThat(record.path("app_id").asLong())
                .isEqualTo(dataset("app-rankings").path(0).path("app_id").asLong()).isPositive();
        assertThat(GATEWAY.getWithKey("/api/v1/generation?id=" + silent).json().at("/data/app_id").isNull()).isTrue();
    }

    @Test
    void appsAreRankedByWhatTheyUse() {
        var apps = dataset("app-rankings");
        assertThat(names(apps)).containsExactly("Your Newer App", "game.example");
        assertThat(apps.path(0)).isEqualTo(Json.object("""
                {"rank":1,"total_tokens":"36","total_requests":2,"app_name":"Your Newer App","app_id":%s}"""
                .formatted(apps.path(0).path("app_id"))));
        assertThat(apps.path(1).path("total_tokens").asString()).isEqualTo("18");
        assertThat(names(dataset("app-rankings?category=coding"))).containsExactly("Your Newer App");
        assertThat(names(dataset("app-rankings?subcategory=legal"))).containsExactly("game.example");
        assertThat(names(dataset("app-rankings?category=creative"))).isEmpty();
        assertThat(names(dataset("app-rankings?sort=trending"))).hasSize(2);
        var second = dataset("app-rankings?offset=1&limit=1");
        assertThat(names(second)).containsExactly("game.example");
        assertThat(second.path(0).path("rank").asInt()).isEqualTo(2);
    }

    @Test
    void modelsAreRankedByDay() {
        var models = dataset("rankings-daily");
        assertThat(models.valueStream().map(row -> row.path("model_permaslug").asString()).distinct())
                .containsExactlyInAnyOrder("acme/one", "acme/two");
        assertThat(models.valueStream().mapToLong(row -> Long.parseLong(row.path("total_tokens").asString())).sum())
                .isEqualTo(4 * 18);
        assertThat(dataset("rankings-daily?modality=image").valueStream()
                .map(row -> row.path("model_permaslug").asString()).distinct()).containsExactly("acme/one");
        assertThat(dataset("rankings-daily?period=month").path(0).path("date").asString()).endsWith("-01");
    }

    @Test
    void daysThatAreNotOverAreLeftOut() {
        var answer = GATEWAY.getWithKey("/api/v1/datasets/rankings-daily").json();
        assertThat(answer.at("/meta/end_date").asString())
                .isLessThanOrEqualTo(LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
        assertThat(answer.at("/meta/version").asString()).isEqualTo("v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app-rankings?category=cooking", "app-rankings?category=coding&subcategory=game",
            "app-rankings?limit=101", "app-rankings?start_date=soon", "rankings-daily?end_date=2024-12-31",
            "rankings-daily?start_date=2026-02-02&end_date=2026-02-01", "rankings-daily?category=programming",
            "rankings-daily?modality=tool_calling", "rankings-daily?period=year"})
    void nonsenseIsRefused(String path) {
        var refused = GATEWAY.getWithKey("/api/v1/datasets/" + path);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        var field = path.replaceAll(".*[?&]([a-z_]+)=.*", "$1");
        assertThat(refused.errorMessage()).satisfiesAnyOf(message -> assertThat(message).startsWith(field),
                message -> assertThat(message).startsWith("start_date"));
    }

    @Test
    void strangersAreNotTold() {
        assertThat(GATEWAY.get("/api/v1/datasets/app-rankings").status()).isEqualTo(401);
    }
}
