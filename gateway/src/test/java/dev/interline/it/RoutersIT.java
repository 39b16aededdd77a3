package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.HashSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that stand for a choice among others, on every wire. */
class RoutersIT {
    private static final String CODE = "Write a Python function that parses a CSV file";
    private static final String TALK = "Hi, how are you?";
    private static final String FREE = "google/gemma-4-31b-it:free";
    private static final String CHEAP = "google/gemini-2.5-flash";
    private static final String CODER = "openai/gpt-5.3-codex";
    private static final String BEST = "anthropic/claude-opus-4.8";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");
    private static final FakeUpstream OTHER = FakeUpstream.saying("fine too");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              one:
                base-url: %s/v1
                models:
                  - {id: "google/gemma-4-31b-it:free", pricing: {prompt: "0", completion: "0"}}
                  - {id: google/gemini-2.5-flash, pricing: {prompt: "0.000002", completion: "0.000002"}}
                  - {id: openai/gpt-5.3-codex, pricing: {prompt: "0.000002", completion: "0.000002"}}
              two:
                base-url: %s/v1
                models:
                  - {id: anthropic/claude-opus-4.8, pricing: {prompt: "0.00001", completion: "0.00001"}}
                  - {id: acme/own, pricing: {prompt: "0.0000001", completion: "0.0000001"}}
            """.formatted(UPSTREAM.uri(), OTHER.uri())).forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
        OTHER.forget();
        UPSTREAM.otherwise(Script.chat("fine"));
        OTHER.otherwise(Script.chat("fine too"));
    }

    @AfterAll
    static void closeUpstreams() {
        UPSTREAM.close();
        OTHER.close();
    }

    @Test
    void picksAModelForWhatThePromptAsks() {
        assertThat(model(chat("openrouter/auto", CODE, ""))).isEqualTo(CODER);
        assertThat(UPSTREAM.request().json().path("model").asString()).isEqualTo(CODER);
        var again = chat("openrouter/auto", CODE, "");
        assertThat(GATEWAY.getWithKey("/api/v1/generation?id=" + again.json().path("id").asString()).json()
                .at("/data/router").asString()).isEqualTo("openrouter/auto");
        assertThat(model(chat("openrouter/auto", CODE, "{\"id\":\"auto-router\",\"cost_tier\":\"max\"}")))
                .isEqualTo(BEST);
        assertThat(model(chat("openrouter/auto", CODE, "{\"id\":\"auto-router\",\"excluded_models\":[\"openai/*\"]}")))
                .isEqualTo(CHEAP);
        assertThat(model(chat("openrouter/auto-beta", CODE,
                "{\"id\":\"auto-beta-router\",\"allowed_models\":[\"acme/*\"]}"))).isEqualTo("acme/own");
    }

    @Test
    void picksOnEveryWire() {
        var messages = GATEWAY.post("/api/v1/messages", """
                {"model":"openrouter/auto","max_tokens":100,"messages":[{"role":"user","content":"%s"}],
                "plugins":[{"id":"auto-router","allowed_models":["*codex","acme/*"]}]}""".formatted(CODE));
        assertThat(messages.status()).as(messages.text()).isEqualTo(200);
        assertThat(model(messages)).isEqualTo(CODER);
        var responses = GATEWAY.post("/api/v1/responses", """
                {"model":"openrouter/auto","input":"%s","plugins":[{"id":"auto-router","cost_tier":"max"}]}"""
                .formatted(CODE));
        assertThat(responses.status()).as(responses.text()).isEqualTo(200);
        assertThat(model(responses)).isEqualTo(BEST);
        var completions = GATEWAY.post("/api/v1/completions",
                "{\"model\":\"openrouter/auto\",\"prompt\":\"" + CODE + "\"}");
        assertThat(model(completions)).isEqualTo(CODER);
    }

    @Test
    void readsLongPrompts() {
        assertThat(model(chat("openrouter/auto", "Read this. " + "Words, words, words. ".repeat(10_000) + CODE, "")))
                .isEqualTo(CODER);
    }

    @Test
    void fallsBackToAnotherModel() {
        UPSTREAM.otherwise(Script.error(500, "oops"));
        assertThat(model(chat("openrouter/auto", CODE, ""))).isEqualTo(BEST);
    }

    @Test
    void keepsAConversationWithItsModel() {
        String dear = "{\"id\":\"auto-router\",\"cost_tier\":\"max\"}";
        assertThat(model(talk("a", CODE, dear))).isEqualTo(BEST);
        assertThat(model(talk("a", TALK, ""))).isEqualTo(BEST);
        assertThat(model(talk("b", TALK, ""))).isNotEqualTo(BEST);
        assertThat(model(talk("a", TALK, "{\"id\":\"auto-router\",\"excluded_models\":[\"anthropic/*\"]}")))
                .isNotEqualTo(BEST);
    }

    @Test
    void tellsThatNothingMatches() {
        var answer = chat("openrouter/auto", CODE, "{\"id\":\"auto-router\",\"allowed_models\":[\"nobody/*\"]}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/message").asString())
                .isEqualTo("No models match your request and model restrictions");
        assertThat(answer.json().at("/error/availability/excluded_by/0").asString()).isEqualTo("allowed_models");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"id\":\"auto-router\",\"cost_tier\":\"huge\"} | plugins[0].cost_tier: \"huge\" is not allowed",
            "{\"id\":\"auto-router\",\"allowed_models\":\"all\"} | plugins[0].allowed_models: must be an array",
            "{\"id\":\"auto-router\",\"cost_quality_tradeoff\":11} | plugins[0].cost_quality_tradeoff: 11 is not allowed",
            "{\"id\":\"pareto-router\",\"min_coding_score\":2} | plugins[0].min_coding_score: 2 is not allowed",
            "{\"id\":\"web\"} | plugins: the plugin \"web\" is not supported"})
    void namesWhatIsWrongWithAPlugin(String plugin, String message) {
        for (String path : new String[]{"/api/v1/chat/completions", "/api/v1/messages"}) {
            var answer = GATEWAY.post(path,
                    """
                            {"model":"openai/gpt-5.3-codex","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],"plugins":[%s]}"""
                            .formatted(plugin));
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().at("/error/message").asString()).startsWith(message);
        }
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    @Test
    void asksWhatIsFree() {
        for (int i = 0; i < 5; i++) {
            assertThat(model(chat("openrouter/free", TALK, ""))).isEqualTo(FREE);
        }
        var answer = GATEWAY.post("/api/v1/chat/completions",
                """
                        {"model":"openrouter/free","messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"QQ==",
                        "format":"wav"}}]}]}""");
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.json().at("/error/message").asString()).startsWith("No free model can serve this request");
    }

    @Test
    void picksTheCheapestThatIsGoodAtCode() {
        assertThat(model(chat("openrouter/pareto-code", TALK, ""))).isEqualTo(CODER);
        assertThat(model(chat("openrouter/pareto-code:nitro", TALK, ""))).isIn(CODER, BEST);
        assertThat(model(chat("openrouter/pareto-code", TALK, "{\"id\":\"pareto-router\",\"max_price\":20}")))
                .isEqualTo(BEST);
        assertThat(chat("openrouter/pareto-code", TALK, "{\"id\":\"pareto-router\",\"max_price\":0}").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openrouter/fusion", "openrouter/bodybuilder", "openai/gpt-5.3-codex:online",
            "openai/gpt-5.3-codex:thinking", "openai/gpt-5.3-codex:extended"})
    void refusesWhatItCannotDo(String model) {
        var answer = chat(model, TALK, "");
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.json().at("/error/message").asString()).startsWith(model + " is not");
        assertThat(answer.json().at("/error/availability/fallback_models/0").asString()).isNotEmpty();
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    @Test
    void listsRoutersAsModelsWithoutEndpoints() {
        var ids = new HashSet<String>();
        GATEWAY.get("/api/v1/models").json().path("data").forEach(model -> ids.add(model.path("id").asString()));
        assertThat(ids).contains("openrouter/auto", "openrouter/auto-beta", "openrouter/free",
                "openrouter/pareto-code");
        var usable = GATEWAY.getWithKey("/api/v1/models/user").json().path("data");
        assertThat(StreamSupport.stream(usable.spliterator(), false)
                .filter(model -> model.path("id").asString().equals("openrouter/auto"))
                .map(model -> model.at("/pricing/prompt").asString())).containsExactly("-1");
        var endpoints = GATEWAY.get("/api/v1/models/openrouter/auto/endpoints");
        assertThat(endpoints.status()).isEqualTo(200);
        assertThat(endpoints.json().at("/data/endpoints")).isEmpty();
    }

    private static Answer chat(String model, String prompt, String plugin) {
        return GATEWAY.post("/api/v1/chat/completions", body(model, prompt, plugin));
    }

    private static Answer talk(String session, String prompt, String plugin) {
        return GATEWAY.post("/api/v1/chat/completions", body("openrouter/auto", prompt, plugin), "X-Session-Id",
                session);
    }

    private static String body(String model, String prompt, String plugin) {
        return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}],\"plugins\":[%s]}".formatted(
                model,
                prompt, plugin);
    }

    private static String model(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("model").asString();
    }
}
