package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Tiers that cost more or less: who asks for them gets them, and everybody pays what was served. */
class ServiceTiersIT {
    private static final String MODEL = "acme/tiered";
    private static final FakeUpstream UPSTREAM = FakeUpstream.playing(serving("default"));

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("acme", UPSTREAM, MODEL)
            .having("service-tiers: [{tier: flex, models: [\"acme/*\"], price-factor: 0.5}, "
                    + "{tier: priority, models: [acme/tiered], price-factor: 2}]")
            .forClass();

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    /** A thousand tokens in and a hundred out, at $1 and $2 for a million: 1.2 thousandths. */
    @Test
    void costWhatTheyAreDeclaredTo() {
        assertCosts(ask("default"), "0.0012");
        assertThat(UPSTREAM.request().json().path("service_tier").asString()).isEqualTo("default");
        UPSTREAM.forget().otherwise(serving("flex"));
        assertCosts(ask("flex"), "0.0006");
        assertThat(UPSTREAM.request().json().path("service_tier").asString()).isEqualTo("flex");
        UPSTREAM.forget().otherwise(serving("priority"));
        Answer fast = ask("fast");
        assertCosts(fast, "0.0024");
        assertThat(fast.json().path("service_tier").asString()).isEqualTo("priority");
        assertThat(record(fast).at("/data/service_tier").asString()).isEqualTo("priority");
    }

    @Test
    void costLessIfTheUpstreamServedLess() {
        UPSTREAM.otherwise(serving("default"));
        Answer answer = ask("priority");
        assertCosts(answer, "0.0012");
        assertThat(record(answer).at("/data/service_tier").asString()).isEqualTo("default");
    }

    @Test
    void fallBackToTheOrdinaryTier() {
        UPSTREAM.next(Script.error(503, "no capacity for priority")).otherwise(serving("default"));
        assertCosts(ask("priority"), "0.0012");
        assertThat(UPSTREAM.requests()).hasSize(2);
        assertThat(UPSTREAM.requests().getLast().json().has("service_tier")).isFalse();
    }

    @Test
    void areListedAsEndpoints() {
        assertThat(GATEWAY.get("/api/v1/models/acme/tiered/endpoints").json().at("/data/endpoints"))
                .extracting(endpoint -> endpoint.path("tag").asString() + " "
                        + endpoint.at("/pricing/prompt").asString())
                .containsExactly("acme 0.000001", "acme/flex 0.0000005", "acme/priority 0.000002");
    }

    private static Answer ask(String tier) {
        Answer answer = GATEWAY.post("/api/v1/chat/completions", """
                {"model":"%s","service_tier":"%s","messages":[{"role":"user","content":"Hi"}]}""".formatted(MODEL,
                tier));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static void assertCosts(Answer answer, String dollars) {
        assertThat(answer.json().at("/usage/cost").decimalValue()).isEqualByComparingTo(dollars);
        assertThat(record(answer).at("/data/total_cost").decimalValue()).isEqualByComparingTo(dollars);
    }

    private static JsonNode record(Answer answer) {
        return GATEWAY.getWithKey("/api/v1/generation?id=" + answer.json().path("id").asString()).json();
    }

    private static Script serving(String tier) {
        return Script.json(200, """
                {"id":"c","object":"chat.completion","created":1,"model":"m","service_tier":"%s","choices":[{"index":0,
                "message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
                "usage":{"prompt_tokens":1000,"completion_tokens":100,"total_tokens":1100}}""".formatted(tier));
    }
}
