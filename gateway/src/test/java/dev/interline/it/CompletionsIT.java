package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EventStream;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Legacy completions, over upstreams of both wires. */
class CompletionsIT {
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("once", " upon");
    private static final FakeUpstream CLAUDE = FakeUpstream.playing(Script.messages("once", " upon"));

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme: {base-url: %s/v1, models: [{id: acme/one}]}
              bee: {dialect: anthropic, base-url: %s/v1, models: [{id: bee/one}]}
            """.formatted(UPSTREAM.uri(), CLAUDE.uri())).forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
        CLAUDE.forget();
    }

    @AfterAll
    static void closeUpstreams() {
        UPSTREAM.close();
        CLAUDE.close();
    }

    private static Answer ask(String json) {
        return GATEWAY.post("/api/v1/completions", json);
    }

    private static EventStream stream(String model) {
        return GATEWAY.stream("/api/v1/completions",
                "{\"model\":\"" + model + "\",\"prompt\":\"Tell me\",\"stream\":true}");
    }

    @Test
    void goOnWithAText() {
        var answer = ask("{\"model\":\"acme/one\",\"prompt\":\"Tell me\",\"max_tokens\":5,\"user\":\"u\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("object").asString()).isEqualTo("text_completion");
        assertThat(json.path("model").asString()).isEqualTo("acme/one");
        assertThat(json.at("/choices/0/text").asString()).isEqualTo("once upon");
        assertThat(json.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(7);
        assertThat(json.at("/usage/cost").isNumber()).isTrue();
        assertThat(json.path("id").asString()).isEqualTo(answer.header("X-Generation-Id"));
        var asked = Json.tree(UPSTREAM.request().text());
        assertThat(asked.path("messages")).isEqualTo(Json.tree("[{\"role\":\"user\",\"content\":\"Tell me\"}]"));
        assertThat(asked.has("prompt")).isFalse();
        assertThat(GATEWAY.getWithKey("/api/v1/generation?id=" + json.path("id").asString()).status()).isEqualTo(200);
    }

    @Test
    void beginWithThePromptWhereThatIsWanted() {
        var answer = ask("{\"model\":\"acme/one\",\"prompt\":[\"Tell me \"],\"echo\":true}");
        assertThat(answer.json().at("/choices/0/text").asString()).isEqualTo("Tell me once upon");
        assertThat(Json.tree(UPSTREAM.request().text()).has("echo")).isFalse();
    }

    @Test
    void tellProbabilitiesInTheOldForm() {
        UPSTREAM.next(Script.json(200, """
                {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                {"role":"assistant","content":"ab"},"finish_reason":"stop","logprobs":{"content":[
                {"token":"a","logprob":-0.5,"bytes":null,"top_logprobs":[{"token":"a","logprob":-0.5,"bytes":null}]},
                {"token":"b","logprob":-1,"bytes":null,"top_logprobs":[]}]}}]}"""));
        var answer = ask("{\"model\":\"acme/one\",\"prompt\":\"x\",\"logprobs\":1}");
        assertThat(answer.json().at("/choices/0/logprobs")).isEqualTo(Json.tree("""
                {"tokens":["a","b"],"token_logprobs":[-0.5,-1],"top_logprobs":[{"a":-0.5},{}],"text_offset":[0,1]}"""));
        var asked = Json.tree(UPSTREAM.request().text());
        assertThat(asked.path("logprobs").asBoolean()).isTrue();
        assertThat(asked.path("top_logprobs").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"acme/one", "bee/one"})
    void streamItsPieces(String model) {
        try (var events = stream(model).all()) {
            var chunks = events.chunks();
            var text = new StringBuilder();
            chunks.forEach(chunk -> text.append(chunk.at("/choices/0/text").asString()));
            assertThat(text).as(model).hasToString("once upon");
            assertThat(chunks).allSatisfy(
                    chunk -> assertThat(chunk.path("object").asString()).isEqualTo("text_completion"));
            assertThat(chunks.stream().map(chunk -> chunk.at("/choices/0/finish_reason")).filter(JsonNode::isString))
                    .hasSize(1);
            assertThat(chunks.getLast().at("/usage/total_tokens").asInt()).isPositive();
        }
    }

    @Test
    void tellAFailureInTheStream() {
        UPSTREAM.next(Script.begin(ChatWire.events("once").subList(0, 2))
                .then((_, to) -> to.reset()));
        try (var events = stream("acme/one").all()) {
            var last = events.chunks().getLast();
            assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("error");
            assertThat(last.at("/error/code").asInt()).isEqualTo(502);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"model\":\"acme/one\"}|prompt: missing",
            "{\"model\":\"acme/one\",\"prompt\":[1,2]}|prompt: expected one text",
            "{\"model\":\"acme/one\",\"prompt\":[\"a\",\"b\"]}|prompt: expected one text",
            "{\"model\":\"acme/one\",\"prompt\":\"a\",\"suffix\":\"b\"}|suffix",
            "{\"model\":\"acme/one\",\"prompt\":\"a\",\"best_of\":3}|best_of",
            "{\"model\":\"acme/one\",\"prompt\":\"a\",\"logprobs\":6}|logprobs",
            "{\"model\":\"acme/one\",\"prompt\":\"a\",\"temperature\":3}|temperature",
            "{\"model\":\"acme/none\",\"prompt\":\"a\"}|acme/none", "{|not valid JSON", "[]|JSON object"})
    void tellWhatIsWrong(String body, String message) {
        var refused = ask(body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains(message);
        assertThat(UPSTREAM.requests()).isEmpty();
    }
}
