package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The record of a generation, there as soon as its client has the end of the answer. */
class GenerationIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("Hello");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, "acme/one").forClass();

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    @Test
    void isThereWhenTheAnswerIsThere() {
        for (int i = 0; i < 30; i++) {
            var answer = GATEWAY.chat("acme/one", "Hi");
            var record = GATEWAY.getWithKey("/api/v1/generation?id=" + answer.json().path("id").asString());
            assertThat(record.status()).as(record.text()).isEqualTo(200);
        }
    }

    @Test
    void isThereWhenTheFinishIsThere() {
        try (var stream = GATEWAY.streamChat("acme/one", "Hi")) {
            stream.until("\"finish_reason\":\"stop\"");
            var id = stream.headers().value("X-Generation-Id").orElse("");
            assertThat(GATEWAY.getWithKey("/api/v1/generation?id=" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void tellsWhatHappened() {
        var answer = GATEWAY.post("/api/v1/chat/completions",
                TestGateway.question("acme/one", "Hi", false).replaceFirst("\\{", "{\"user\":\"u-7\","
                        + "\"session_id\":\"s-9\","),
                "HTTP-Referer", "https://app.example.com", "X-Title", "The App", "User-Agent", "tests/1");
        var data = GATEWAY.getWithKey("/api/v1/generation?id=" + answer.json().path("id").asString()).json()
                .path("data");
        assertThat(data.path("id").asString()).isEqualTo(answer.header("X-Generation-Id"));
        assertThat(data.path("model").asString()).isEqualTo("acme/one");
        assertThat(data.path("provider_name").asString()).isEqualTo("acme");
        assertThat(data.path("upstream_id").asString()).isEqualTo("chatcmpl-up1");
        assertThat(data.path("api_type").asString()).isEqualTo("completions");
        assertThat(data.path("streamed").asBoolean(true)).isFalse();
        assertThat(data.path("cancelled").asBoolean(true)).isFalse();
        assertThat(data.path("total_cost").asDouble()).isCloseTo(0.000025, within(1e-12));
        assertThat(data.path("usage").asDouble()).isCloseTo(0.000025, within(1e-12));
        assertThat(data.path("native_tokens_prompt").asInt()).isEqualTo(11);
        assertThat(data.path("native_tokens_completion").asInt()).isEqualTo(7);
        assertThat(data.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(data.path("native_finish_reason").asString()).isEqualTo("stop");
        assertThat(data.path("http_referer").asString()).isEqualTo("https://app.example.com");
        assertThat(data.path("user_agent").asString()).isEqualTo("tests/1");
        assertThat(data.path("external_user").asString()).isEqualTo("u-7");
        assertThat(data.path("session_id").asString()).isEqualTo("s-9");
        assertThat(data.path("latency").isNumber()).isTrue();
        assertThat(data.path("generation_time").isNumber()).isTrue();
        assertThat(OffsetDateTime.parse(data.path("created_at").asString()).toInstant()).isBetween(
                Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(1));
    }

    @Test
    void chargesNothingForAFailure() {
        double before = GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").asDouble();
        UPSTREAM.next(Script.error(500, "broken"));
        var answer = GATEWAY.chat("acme/one", "Hi");
        assertThat(answer.status()).isGreaterThanOrEqualTo(500);
        assertThat(answer.header("X-Generation-Id")).isNotEmpty();
        assertThat(GATEWAY.getWithKey("/api/v1/key").json().at("/data/usage").asDouble()).isEqualTo(before);
    }

    @Test
    void listsTheNewestOfTheAccount() {
        var made = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(GATEWAY.chat("acme/one", "Hi").json().path("id").asString());
        }
        var list = GATEWAY.getWithKey("/api/v1/generation").json();
        assertThat(list.path("object").asString()).isEqualTo("generation");
        assertThat(list.path("total_cost").asDouble()).isGreaterThanOrEqualTo(5 * 0.000025 - 1e-12);
        var ids = list.path("data").valueStream().map(one -> one.path("id").asString()).toList();
        assertThat(ids.subList(0, 5)).containsExactlyInAnyOrderElementsOf(made);
        assertThat(list.at("/data/0/tokens").isNumber()).isTrue();
        assertThat(list.at("/data/0/created_at").isString()).isTrue();

        var page = GATEWAY.getWithKey("/api/v1/generation?offset=1&limit=2").json().path("data");
        assertThat(page.valueStream().map(one -> one.path("id").asString())).containsExactlyElementsOf(
                ids.subList(1, 3));
    }

    @Test
    void isKeptFromOtherAccounts() {
        var id = GATEWAY.chat("acme/one", "Hi").json().path("id").asString();
        assertThat(GATEWAY.run("accounts", "create", "others", "--credits", "1").exitCode()).isZero();
        var key = GATEWAY.run("keys", "create", "--name", "o1", "--account", "others").printed();
        var foreign = GATEWAY.get("/api/v1/generation?id=" + id, "Authorization", "Bearer " + key);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(GATEWAY.get("/api/v1/generation", "Authorization", "Bearer " + key).json().path("data").size())
                .isZero();
        assertThat(GATEWAY.get("/api/v1/generation?id=" + id).status()).isEqualTo(401);
        assertThat(GATEWAY.getWithKey("/api/v1/generation?id=gen-1-nothing").status()).isEqualTo(404);
    }
}
