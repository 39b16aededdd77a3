package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests, headers, answers, streams and errors have the form that documents 000 and 001 show. */
@Tag("shared")
class AnswersIT {
    private static final String CHAT = "/api/v1/chat/completions";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("The", " capital", " of");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .openai("openai", UPSTREAM, "openai/gpt-4o", "openai/gpt-3.5-turbo").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget();
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static JsonNode sample(String document, int line) {
        return Json.tree(Sample.at(document, line).code());
    }

    /** Every member of the sample is in the answer, with a value of the same kind; lists are not empty. */
    static void assertForm(String at, JsonNode sample, JsonNode answer) {
        assertThat(answer.getNodeType()).as(at + " " + answer).isEqualTo(sample.getNodeType());
        for (Map.Entry<String, JsonNode> member : sample.properties()) {
            assertThat(answer.has(member.getKey())).as(at + "." + member.getKey()).isTrue();
            assertForm(at + "." + member.getKey(), member.getValue(), answer.path(member.getKey()));
        }
        if (sample.isArray()) {
            assertThat(answer).as(at).isNotEmpty();
            assertForm(at + "[0]", sample.path(0), answer.path(0));
        }
    }

    @Test
    @Covers({"000:9", "001:37"})
    void baseUrls() {
        for (var fence : List.of(Sample.at("000", 9), Sample.at("001", 37))) {
            assertThat(fence.against(GATEWAY.base()).strip()).isEqualTo(GATEWAY.base() + "/api/v1");
        }
        assertThat(GATEWAY.getWithKey("/api/v1/key").status()).isEqualTo(200);
    }

    /** The headers as they are shown, for the endpoint that they are shown for. */
    @ParameterizedTest
    @CsvSource({"000,17,/api/v1/key", "000,36," + CHAT, "000,105,/api/v1/models", "000,135,/api/v1/generation",
            "001,70,/api/v1/credits"})
    @Covers({"000:17", "000:35-36", "000:104-105", "000:134-135", "001:70"})
    void headers(String document, int line, String path) {
        var headers = new ArrayList<String>();
        Sample.at(document, line).against(GATEWAY.base()).lines()
                .map(header -> header.replaceAll(" \\(optional.*", "").split(": ", 2))
                .forEach(header -> headers.addAll(List.of(header)));
        try (var connection = GATEWAY.connect()) {
            var body = path.equals(CHAT) ? TestGateway.question("openai/gpt-4o", "Hi", false) : "";
            var answer = connection.request(body.isEmpty() ? "GET" : "POST", path, Json.bytes(body),
                    headers.toArray(String[]::new)).answer();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"system", "user", "assistant"})
    @Covers({"000:31", "000:43-44", "001:99"})
    void requestBody(String role) {
        var body = Sample.at("000", 44).code().replace("model-identifier", "openai/gpt-4o")
                .replace("system|user|assistant", role);
        assertThat(GATEWAY.post(CHAT, body).status()).isEqualTo(200);
        assertThat(UPSTREAM.request().json().at("/messages/0")).isEqualTo(Json.tree(body).at("/messages/0"));
    }

    @Test
    @Covers({"000:24", "000:74-75", "001:242", "001:269", "001:296"})
    void chatCompletion() {
        var answer = GATEWAY.chat("openai/gpt-4o", "What is the capital of France?").json();
        assertForm("", sample("000", 75), answer);
        assertForm("", sample("001", 269), answer);
        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
        Pattern.compile("(?m)^ +(\\w+): [{]?").matcher(Sample.at("001", 242).code()).results()
                .map(found -> found.group(1)).forEach(name -> assertThat(answer.findValue(name)).as(name).isNotNull());
    }

    @Test
    @Covers({"000:100", "000:109-110", "001:107"})
    void models() {
        assertForm("", sample("000", 110), GATEWAY.getWithKey("/api/v1/models").json());
    }

    @Test
    @Covers({"000:130", "000:139-140", "001:115"})
    void generations() {
        var id = GATEWAY.chat("openai/gpt-4o", "Hi").json().path("id").asString();
        assertForm("", sample("000", 140), GATEWAY.getWithKey("/api/v1/generation").json());
        var one = GATEWAY.getWithKey("/api/v1/generation?id=" + id).json().path("data");
        assertThat(one.path("id").asString()).isEqualTo(id);
        assertThat(one.path("tokens_prompt").asInt()).isPositive();
        assertThat(one.path("total_cost").decimalValue()).isPositive();
    }

    @Test
    @Covers({"000:206", "001:425"})
    void streams() {
        try (var stream = GATEWAY.streamChat("openai/gpt-3.5-turbo", "Hi").all()) {
            assertThat(stream.events().getLast().data()).isEqualTo("[DONE]");
            var shown = pieces("000", 206);
            assertForm("", shown.getFirst(), stream.chunks().stream()
                    .filter(chunk -> !chunk.at("/choices/0/delta/content").asString("").isEmpty()).findFirst()
                    .orElseThrow());
            assertForm("", shown.getLast(), stream.chunks().stream()
                    .filter(chunk -> chunk.at("/choices/0/finish_reason").isString()).findFirst().orElseThrow());
            assertThat(pieces("001", 425)).hasSize(3).allSatisfy(piece -> assertThat(stream.chunks())
                    .anyMatch(chunk -> chunk.at("/choices/0/delta").has("content") && chunk
                            .at("/choices/0/delta/content").equals(piece.at("/choices/0/delta/content"))));
        }
    }

    private static List<JsonNode> pieces(String document, int line) {
        return Sample.at(document, line).code().lines().filter(text -> text.startsWith("data: {"))
                .map(text -> Json.tree(text.substring(6))).toList();
    }

    /** Everything that the form of a request names reaches the upstream, or does its work here. */
    @Test
    @Covers({"001:123", "001:157", "001:186"})
    void everyField() {
        var body = """
                {"model":"openai/gpt-4o","messages":[{"role":"system","content":"Be brief"},{"role":"user","content":[
                 {"type":"text","text":"What is in this image?"},
                 {"type":"image_url","image_url":{"url":"https://example.com/image.jpg"}}]}],
                 "temperature":0.5,"max_tokens":10,"top_p":0.9,"top_k":4,"frequency_penalty":0.1,
                 "presence_penalty":-0.1,"repetition_penalty":1.1,"stream":false,"stop":["END"],
                 "provider":{"order":["openai"],"require_parameters":false},"models":["openai/gpt-3.5-turbo"],
                 "route":"fallback"}""";
        var named = Pattern.compile("(?m)^ +(\\w+)\\??: ").matcher(Sample.at("001", 123).code()).results()
                .map(found -> found.group(1)).toList();
        assertThat(named).hasSizeGreaterThan(15)
                .allSatisfy(name -> assertThat(Json.tree(body).findValue(name)).as(name).isNotNull());
        var answer = GATEWAY.post(CHAT, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var asked = UPSTREAM.request().json();
        for (var name : List.of("messages", "temperature", "top_p", "frequency_penalty",
                "presence_penalty", "stop")) {
            assertThat(asked.path(name)).as(name).isEqualTo(Json.tree(body).path(name));
        }
        assertThat(asked.path("max_completion_tokens").asInt()).as("max_tokens, as this vendor calls it").isEqualTo(10);
        assertThat(asked.has("provider") || asked.has("models") || asked.has("route")).isFalse();
        for (var line : List.of(157, 186)) {
            var types = Pattern.compile("(?:type|role): '(\\w+)'").matcher(Sample.at("001", line).code()).results()
                    .map(found -> found.group(1)).toList();
            assertThat(types).isNotEmpty().allSatisfy(type -> assertThat(body).contains("\"" + type + "\""));
        }
    }

    /** {@code code} is a number, as everywhere today; the word stands in {@code metadata}. */
    @ParameterizedTest
    @CsvSource({"000,183", "001,318"})
    @Covers({"000:183", "001:318"})
    void errors(String document, int line) {
        var shown = sample(document, line).path("error");
        var error = GATEWAY.get("/api/v1/key", "Authorization", "Bearer sk-wrong").json().path("error");
        assertThat(error.path("type")).isEqualTo(shown.path("type"));
        assertThat(error.at("/metadata/code")).isEqualTo(shown.path("code"));
        assertThat(error.path("code").asInt()).isEqualTo(401);
        UPSTREAM.next(Script.error(400, "no such thing"));
        Answer refused = GATEWAY.chat("openai/gpt-4o", "Hi");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/metadata/provider").isString()).as(refused.text()).isTrue();
        assertThat(refused.json().at("/error/metadata/raw_error").isString()).isTrue();
    }
}
