package dev.interline.it.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that show the description: for everybody, and without anything from elsewhere. */
class ReferencePagesIT {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");
    private static final Pattern STYLE_ADDRESS =
            Pattern.compile("url\\(\\s*['\"]?([^'\")]{1,40})|@import\\s+([^;]{1,40})");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().forClass();

    private static Answer followed(String path) {
        var answer = GATEWAY.get(path);
        assertThat(answer.status()).as(path).isEqualTo(302);
        var there = URI.create("http://host" + path).resolve(answer.header("Location"));
        assertThat(there.getHost()).isEqualTo("host");
        return GATEWAY.get(there.getPath());
    }

    private static String fragment(String path) {
        return URI.create(GATEWAY.get(path).header("Location")).getFragment();
    }

    @Test
    void arePutTogetherOfWhatThisServerHas() {
        var page = GATEWAY.get("/docs");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        var links = LINK.matcher(page.text()).results().map(link -> link.group(1)).toList();
        assertThat(links).contains("docs/swagger-ui-bundle.js", "docs/swagger-ui.css", "docs/page.js", "openapi.json");
        for (var link : links) {
            assertThat(URI.create(link).isAbsolute()).as(link).isFalse();
            assertThat(link).doesNotStartWith("/");
            assertThat(GATEWAY.get("/" + link).status()).as(link).isEqualTo(200);
        }
        assertThat(page.text()).doesNotContain("://");
    }

    /** Whatever is in the library's script, a browser loads nothing from any other host. */
    @Test
    void mayLoadNothingFromElsewhere() {
        var policy = GATEWAY.get("/docs").header("Content-Security-Policy");
        assertThat(policy).startsWith("default-src 'none';");
        assertThat(List.of(policy.split(";\\s*"))).contains("script-src 'self'", "connect-src 'self'")
                .allSatisfy(rule -> assertThat(List.of(rule.split(" ")).subList(1, rule.split(" ").length))
                        .as(rule).isSubsetOf("'self'", "'none'", "'unsafe-inline'", "data:"));
        for (var file : List.of("swagger-ui.css", "page.css")) {
            var style = GATEWAY.get("/docs/" + file);
            assertThat(style.header("Content-Type")).startsWith("text/css");
            assertThat(STYLE_ADDRESS.matcher(style.text()).results().map(found -> found.group(1))).as(file)
                    .allMatch(address -> address != null && address.startsWith("data:"));
        }
        assertThat(GATEWAY.get("/docs/page.js").text()).doesNotContain("://");
    }

    @ParameterizedTest
    @CsvSource({"chat-completions,/Chat/createChatCompletion", "credits,/Account/getCredits",
            "embeddings,/Embeddings/createEmbedding", "responses,/Responses/createResponse"})
    void leadToAnOperation(String page, String place) {
        assertThat(fragment("/docs/api-reference/" + page)).isEqualTo(place);
        assertThat(followed("/docs/api-reference/" + page).status()).isEqualTo(200);
    }

    /** What the connector's descriptions link to is the operation that they are about. */
    @ParameterizedTest
    @ValueSource(strings = {"chat_completion", "get_credits", "create_embedding", "create_response"})
    void areWhatTheConnectorLinksTo(String task) {
        var told = GATEWAY.get("/connectors/openrouter/" + task + ".json").json();
        var link = URI.create(told.path("documentation").asString());
        assertThat(link.isAbsolute()).isTrue();
        assertThat(followed(link.getPath()).status()).isEqualTo(200);
        var place = fragment(link.getPath()).split("/");
        var api = Api.read(GATEWAY.get("/openapi.json").text());
        assertThat(api.operations().stream().filter(operation -> operation.id().equals(place[2])))
                .singleElement().satisfies(operation -> {
                    assertThat(operation.path()).isEqualTo(told.path("endpoint").asString());
                    assertThat(operation.method()).isEqualToIgnoringCase(told.path("method").asString());
                    assertThat(operation.told().at("/tags/0").asString()).isEqualTo(place[1]);
                });
    }

    @Test
    void areKeptByClients() {
        for (var path : List.of("/openapi.json", "/docs", "/docs/swagger-ui-bundle.js")) {
            var first = GATEWAY.get(path);
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
            var again = GATEWAY.get(path, "If-None-Match", first.header("ETag"));
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(GATEWAY.get(path, "Accept-Encoding", "gzip").header("Content-Encoding")).isEqualTo("gzip");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/nothing.js", "/docs/../page.js", "/docs/%2e%2e%2fpage.html", "/docs/page.html",
            "/docs/api-reference/nothing", "/docs/api-reference/", "/docs/a/b/c"})
    void areNoOthers(String path) {
        assertThat(GATEWAY.get(path).status()).isEqualTo(404);
    }

    @Test
    void areFoundWithASlashBehind() {
        assertThat(followed("/docs/").status()).isEqualTo(200);
        try (var connection = GATEWAY.connect()) {
            var posted = connection.request("POST", "/docs", Json.bytes("{}")).answer();
            assertThat(posted.status()).isEqualTo(405);
            assertThat(posted.header("Allow")).isEqualTo("GET");
        }
        assertThat(GATEWAY.get("/").json().path("docs").asString()).isEqualTo("/docs");
    }

    @Test
    void areAwayWhereTheyAreNotWanted() {
        GATEWAY.configure("docs: false");
        try {
            await().until(() -> GATEWAY.get("/docs").status() == 404);
            for (var path : List.of("/openapi.json", "/docs/page.js", "/docs/api-reference/credits")) {
                assertThat(GATEWAY.get(path).status()).as(path).isEqualTo(404);
            }
        } finally {
            GATEWAY.configure("");
            await().until(() -> GATEWAY.get("/docs").status() == 200);
        }
    }
}
