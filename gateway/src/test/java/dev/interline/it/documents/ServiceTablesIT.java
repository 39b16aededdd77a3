package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of document 002, read from it: endpoints, capabilities, rates, errors and variables. */
@Tag("shared")
class ServiceTablesIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    /** The variables as they are shown, with an account at an upstream on this machine. */
    @RegisterExtension
    static final TestGateway GATEWAY = gateway();

    private static String token = "";

    private static TestGateway gateway() {
        var setup = TestGateway.with().config("""
                jwt: {secret: %s, new-subjects: join, audience: interline}
                providers:
                  openrouter: {base-url: "%s/api/v1"}
                """.formatted(SECRET, UPSTREAM.uri()));
        if (System.getProperty("interline.shared") != null) {
            Sample.at("002", 154).code().lines().map(line -> line.split("=", 2))
                    .forEach(variable -> setup.environment(variable[0], variable[1]));
        }
        return setup.forClass();
    }

    @BeforeAll
    static void makeToken() {
        token = GATEWAY.run("tokens", "create", "--subject", "ann").printed();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static Answer ask(String method, String path, String body, String bearer) {
        try (var client = GATEWAY.connect()) {
            return client.request(method, path, Json.bytes(body), "Authorization", "Bearer " + bearer, "Content-Type",
                    "application/json").answer();
        }
    }

    private static Stream<String> rows(int from, int to) {
        var document = Document.of("002");
        return IntStream.rangeClosed(from, to).mapToObj(document::line);
    }

    private static String[] cells(String row) {
        return row.substring(2, row.length() - 2).split(" \\| ");
    }

    static Stream<String> endpoints() {
        return rows(13, 23);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    @Covers("002:13-23")
    void isServed(String row) {
        var cells = cells(row);
        var path = cells[1].replace("`", "").replace(":id", "openai/gpt-4o").replace(":useCase", "coding");
        var answer = ask(cells[0], path, "", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(cells[0].equals("GET") ? 200 : 400);
        assertThat(ask(cells[0].equals("GET") ? "POST" : "GET", path, "", token).status()).isEqualTo(405);
    }

    /** The facts of today's catalog count where the table has grown old; here is where they differ. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"116,-", "117,context", "118,context", "119,audio", "120,vision", "121,-",
            "122,vision functions context"})
    @Covers("002:116-122")
    void tellsWhatModelsCan(int line, String differs) {
        var cells = cells(Document.of("002").line(line));
        var model = ask("GET", "/api/v2/openrouter/models/" + cells[0], "", token).json().path("data");
        assertThat(model.path("id").asString()).contains(cells[0]);
        var old = differs == null ? "" : differs;
        var names = new String[]{"vision", "audio", "functions"};
        for (int i = 0; i < names.length; i++) {
            assertThat(model.at("/capabilities/" + names[i]).booleanValue()).as(names[i])
                    .isEqualTo(cells[i + 1].equals("✅") != old.contains(names[i]));
        }
        int shown = Integer.parseInt(cells[4].replace("K", "000").replace("1M", "1048576"));
        assertThat(model.path("context_length").asInt() == shown).as(cells[4]).isNotEqualTo(old.contains("context"));
    }

    @ParameterizedTest
    @CsvSource({"130,chat/completions", "131,chat/stream", "132,vision", "133,audio", "134,tools/invoke"})
    @Covers("002:130-134")
    void limitsRequests(int line, String path) {
        var limit = cells(Document.of("002").line(line))[1].replace(" req/min", "");
        var subject = GATEWAY.run("tokens", "create", "--subject", "rates-" + line).printed();
        for (int i = Integer.parseInt(limit) - 1; i >= 0; i--) {
            var counted = ask("POST", "/api/v2/openrouter/" + path, "{}", subject);
            assertThat(counted.status()).isEqualTo(400);
            assertThat(counted.header("X-RateLimit-Limit")).isEqualTo(limit);
            assertThat(counted.header("X-RateLimit-Remaining")).isEqualTo(Integer.toString(i));
        }
        var refused = ask("POST", "/api/v2/openrouter/" + path, "{}", subject);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    }

    @ParameterizedTest
    @CsvSource({"142,400", "143,401", "145,502"})
    @Covers({"002:142-143", "002:145"})
    void tellsErrors(int line, int status) {
        assertThat(cells(Document.of("002").line(line))[0]).isEqualTo(Integer.toString(status));
        UPSTREAM.otherwise(Script.error(500, "broken"));
        var body = status == 400 ? "{\"messages\":7}" : TestGateway.question("openai/gpt-4o", "Hi", false);
        var refused = ask("POST", "/api/v2/openrouter/chat/completions", body, status == 401 ? "nobody" : token);
        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().at("/error/code").asInt()).isEqualTo(status);
    }

    @Test
    @Covers("002:154")
    void takesItsVariables() {
        var answer = ask("POST", "/api/v2/openrouter/chat/completions",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var asked = UPSTREAM.request();
        assertThat(asked.json().path("model").asString()).isEqualTo("anthropic/claude-sonnet-4.5");
        assertThat(asked.headers().value("Authorization")).contains("Bearer sk-or-v1-xxxxx");
        assertThat(asked.headers().value("HTTP-Referer")).contains("https://your-site.com");
        assertThat(asked.headers().value("X-Title")).contains("Your App Name");
    }
}
