package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Covers;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The service below /api/v2/openrouter, by token. */
class ServiceIT {
    private static final String MODEL = "acme/one";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");
    private static final String PNG = Base64.getEncoder().encodeToString(
            new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0});

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            jwt: {secret: 0123456789abcdef0123456789abcdef, new-subjects: join, audience: interline}
            service: {rates: {vision: 8}}
            providers:
              acme:
                base-url: %s/v1
                models:
                  - id: acme/one
                    input-modalities: [text, image, audio]
                    supported-parameters: [tools, temperature, max_tokens]
                    pricing: {prompt: "0.000001", completion: "0.000002"}
            """.formatted(UPSTREAM.uri())).environment("OPENROUTER_DEFAULT_MODEL", MODEL)
            .environment("OPENROUTER_TIMEOUT", "3000").forClass();

    private static int subjects;

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static String token() {
        return GATEWAY.run("tokens", "create", "--subject", "subject-" + subjects++).printed();
    }

    private static Answer post(String token, String path, String json) {
        return post(token, path, "application/json", Json.bytes(json));
    }

    private static Answer post(String token, String path, String type, byte[] body) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", "/api/v2/openrouter/" + path, body, "Authorization", "Bearer " + token,
                    "Content-Type", type).answer();
        }
    }

    private static Answer get(String token, String path) {
        return GATEWAY.get("/api/v2/openrouter/" + path, "Authorization", "Bearer " + token);
    }

    private static JsonNode asked() {
        return Json.tree(UPSTREAM.requests().getLast().text());
    }

    @Test
    void answersChatsWithTheDefaultModel() {
        var token = token();
        var answer = post(token, "chat/completions", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"x\":1}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.content()).isEqualTo("fine");
        assertThat(answer.json().path("model").asString()).isEqualTo(MODEL);
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("30");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("29");
        assertThat(asked().path("x").asInt()).as("what is not known goes along").isEqualTo(1);
        assertThat(post(TestGateway.KEY, "chat/completions", TestGateway.question(MODEL, "Hi", false)).status())
                .as("keys are let in, too").isEqualTo(200);
        var streamed = post(token, "chat/completions", TestGateway.question(MODEL, "Hi", true));
        assertThat(streamed.status()).isEqualTo(400);
        assertThat(streamed.errorMessage()).contains("/api/v2/openrouter/chat/stream");
        assertThat(streamed.json().at("/error/metadata/param").asString()).isEqualTo("stream");
    }

    @Test
    void streamsChats() {
        try (var client = GATEWAY.connect()) {
            var events = client.request("POST", "/api/v2/openrouter/chat/stream",
                    Json.bytes("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"), "Authorization",
                    "Bearer " + token(), "Content-Type", "application/json").events();
            assertThat(events.headers().value("X-RateLimit-Limit")).contains("20");
            assertThat(events.all().content()).isEqualTo("fine");
        }
    }

    @Test
    @Covers("002:144")
    void asksAboutImages() {
        var token = token();
        var answer = post(token, "vision", """
                {"model":"acme/one","images":[{"url":"https://example.com/image.jpg","detail":"high"},
                 {"base64":"%s"},"data:image/png;base64,%s"],"prompt":"Describe this image in detail.","max_tokens":9}
                """.formatted(PNG, PNG));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var content = asked().at("/messages/0/content");
        assertThat(content).isEqualTo(Json.tree("""
                [{"type":"text","text":"Describe this image in detail."},
                 {"type":"image_url","image_url":{"url":"https://example.com/image.jpg","detail":"high"}},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,%s"}}]""".formatted(PNG, PNG)));
        assertThat(asked().path("max_tokens").asInt()).isEqualTo(9);

        var form = form("prompt", null, "What is it?".getBytes(StandardCharsets.UTF_8), "detail", null,
                "low".getBytes(StandardCharsets.UTF_8), "image", "a.png", Base64.getDecoder().decode(PNG));
        assertThat(post(token, "vision", "multipart/form-data; boundary=XX", form).status()).isEqualTo(200);
        assertThat(asked().at("/messages/0/content/1/image_url")).isEqualTo(
                Json.tree("{\"url\":\"data:image/png;base64," + PNG + "\",\"detail\":\"low\"}"));

        for (int i = 2; i < 8; i++) {
            assertThat(post(token, "vision", "{\"images\":[],\"prompt\":\"x\"}").status()).isEqualTo(400);
        }
        var limited = post(token, "vision", "{}");
        assertThat(limited.status()).as("the ninth of eight").isEqualTo(429);
        assertThat(limited.header("Retry-After")).isNotEmpty();
        assertThat(limited.header("X-RateLimit-Limit")).isEqualTo("8");
        assertThat(post(token, "chat/completions", TestGateway.question(MODEL, "Hi", false)).status())
                .as("another kind has a limit of its own").isEqualTo(200);
    }

    private static byte[] form(Object... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 3) {
            out.writeBytes(("--XX\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\""
                    + (parts[i + 1] == null ? "" : "; filename=\"" + parts[i + 1] + "\"") + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes((byte[]) parts[i + 2]);
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--XX--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Test
    void asksAboutRecordings() {
        var token = token();
        var data = Base64.getEncoder().encodeToString("RIFF".getBytes(StandardCharsets.US_ASCII));
        var answer =
                post(token, "audio", "{\"audio\":{\"data\":\"" + data + "\",\"format\":\"wav\"},\"prompt\":\"Who?\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(asked().at("/messages/0/content/0/text").asString()).isEqualTo("Who?");
        assertThat(asked().at("/messages/0/content/1")).isEqualTo(Json.tree(
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + data + "\",\"format\":\"wav\"}}"));
        var form = form("file", "talk.MP3", new byte[]{1, 2, 3});
        assertThat(post(token, "audio", "multipart/form-data; boundary=\"XX\"", form).status()).isEqualTo(200);
        assertThat(asked().at("/messages/0/content/0/text").asString()).startsWith("Transcribe this recording");
        assertThat(asked().at("/messages/0/content/1/input_audio/format").asString()).isEqualTo("mp3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"chat/completions|{}|messages", "chat/completions|[]|JSON object",
            "chat/completions|{|not valid JSON", "vision|{\"prompt\":\"x\"}|images",
            "vision|{\"images\":[{\"url\":\"https://a/b\"}]}|prompt",
            "vision|{\"images\":[{\"url\":\"https://a/b\",\"detail\":\"max\"}],\"prompt\":\"x\"}|images[0].detail",
            "vision|{\"images\":[7],\"prompt\":\"x\"}|images[0]",
            "vision|{\"images\":[{\"base64\":\"AAAA\"}],\"prompt\":\"x\"}|images[0].base64",
            "audio|{\"audio\":\"AAAA\"}|format", "audio|{}|audio",
            "audio|{\"audio\":{\"data\":\"AAAA\",\"format\":\"midi\"}}|audio.format",
            "audio|{\"audio\":{\"data\":\"A*\",\"format\":\"mp3\"}}|audio.data",
            "tools/invoke|{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|tools",
            "tools/invoke|{\"tools\":[\"calculator\"]}|messages",
            "tools/invoke|{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[\"abacus\"]}|tools[0]",
            "tools/submit|{\"conversation_id\":\"conv_x\"}|conversation_id", "tools/submit|{|not valid JSON"})
    void tellsWhichFieldIsWrong(String path, String body, String field) {
        var refused = post(TestGateway.KEY, path, body);
        assertThat(refused.status()).as(refused.text()).isIn(400, 404);
        assertThat(refused.errorMessage()).contains(field);
        assertThat(UPSTREAM.requests()).isEmpty();
    }

    @Test
    void runsBuiltInFunctionsAndHandsOverTheOthers() {
        var token = token();
        UPSTREAM.next(calls("c1", "calculator", "{\\\"expression\\\":\\\"0.1+0.2\\\"}", "c2", "get_weather",
                "{\\\"location\\\":\\\"Tokyo\\\"}"));
        var first = post(token, "tools/invoke", """
                {"messages":[{"role":"user","content":"What is the weather in Tokyo?"}],"tools":["calculator",
                 {"type":"function","function":{"name":"get_weather","parameters":{"type":"object"}}}]}""");
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(asked().at("/tools/0/function/name").asString()).isEqualTo("calculator");
        var calls = first.json().at("/choices/0/message/tool_calls");
        assertThat(calls.size()).isOne();
        assertThat(calls.at("/0/id").asString()).isEqualTo("c2");
        assertThat(first.json().at("/builtin_results/0/content").asString()).contains("\"result\":\"0.3\"");
        var id = first.json().path("conversation_id").asString();
        assertThat(id).startsWith("conv_");

        assertThat(submit(token(), id, "c2", "x").status()).as("somebody else's").isEqualTo(404);
        assertThat(submit(token, id, "c1", "x").errorMessage()).contains("c1", "c2");
        UPSTREAM.next(Script.error(400, "no"));
        assertThat(submit(token, id, "c2", "rain").status()).isEqualTo(400);
        UPSTREAM.next(calls("c3", "calculator", "{\\\"expression\\\":\\\"2^10\\\"}"));
        var second = submit(token, id, "c2", "rain");
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.content()).isEqualTo("fine");
        assertThat(second.json().at("/builtin_results/0/content").asString()).contains("1024");
        assertThat(second.json().at("/usage/completion_tokens").asInt()).as("of both rounds").isEqualTo(14);
        var messages = asked().path("messages");
        assertThat(messages.valueStream().map(message -> message.path("role").asString())).containsExactly("user",
                "assistant", "tool", "tool", "assistant", "tool");
        assertThat(messages.at("/3/content").asString()).isEqualTo("rain");
        assertThat(messages.at("/5/content").asString()).contains("1024");
        assertThat(submit(token, id, "c2", "again").status()).as("nothing waits any more").isEqualTo(400);
    }

    private static Answer submit(String token, String id, String call, String content) {
        return post(token, "tools/submit", "{\"conversation_id\":\"" + id + "\",\"tool_results\":[{\"tool_call_id\":\""
                + call + "\",\"content\":\"" + content + "\"}]}");
    }

    /** An answer that calls functions: id, name and arguments of each. */
    private static Script calls(String... calls) {
        var json = new StringBuilder();
        for (int i = 0; i < calls.length; i += 3) {
            json.append(i == 0 ? "" : ",").append("{\"id\":\"").append(calls[i])
                    .append("\",\"type\":\"function\",\"function\":{\"name\":\"").append(calls[i + 1])
                    .append("\",\"arguments\":\"").append(calls[i + 2]).append("\"}}");
        }
        return Script.json(200, """
                {"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":
                {"role":"assistant","content":null,"tool_calls":[%s]},"finish_reason":"tool_calls"}],
                "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}""".formatted(json));
    }

    @Test
    void neverReadsWhatIsNotOnThePublicWeb() {
        var token = token();
        var secret = UPSTREAM.uri().toString();
        int before = UPSTREAM.connections();
        for (var url : List.of(secret, "http://localhost:1/", "http://[::1]/", "http://169.254.169.254/latest",
                "http://2130706433/", "file:///etc/passwd")) {
            UPSTREAM.next(calls("c1", "web_fetch", "{\\\"url\\\":\\\"" + url + "\\\"}"));
            var answer = post(token, "tools/invoke",
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"Read\"}],\"tools\":[\"web_fetch\"]}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().at("/builtin_results/0/content").asString()).as(url).contains("\"error\"");
        }
        assertThat(UPSTREAM.requests()).as("two rounds each and nothing else").hasSize(12);
        assertThat(UPSTREAM.connections() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void tellsBuiltInFunctions() {
        var names = get(token(), "tools/builtin").json().path("data").valueStream()
                .map(tool -> tool.at("/function/name").asString()).toList();
        assertThat(names).containsExactly("calculator", "date_time", "convert_units", "query_json", "text_statistics",
                "web_fetch");
    }

    @Test
    void tellsModelsByWhatTheyCanDo() {
        var token = token();
        var own = get(token, "models/acme/one").json().path("data");
        assertThat(own.path("capabilities")).isEqualTo(
                Json.tree("{\"vision\":true,\"audio\":true,\"functions\":true,\"streaming\":true}"));
        assertThat(own.path("available").asBoolean()).isTrue();
        assertThat(get(token, "models/acme%2Fone").json().at("/data/id").asString()).isEqualTo(MODEL);
        assertThat(get(token, "models/acme/two").status()).isEqualTo(404);
        var all = get(token, "models").json();
        assertThat(all.path("total").asInt()).isGreaterThan(300).isEqualTo(all.path("data").size());
        assertThat(get(token, "models?available=true").json().path("data").valueStream()
                .map(model -> model.path("id").asString())).contains(MODEL);
        assertThat(get(token, "models?audio=maybe").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"coding", "writing", "reasoning", "math", "vision", "audio", "long-context", "fast",
            "cheap",
            "general"})
    void recommendsModels(String useCase) {
        var answer = get(TestGateway.KEY, "models/recommended/" + useCase).json();
        assertThat(answer.path("data").size()).as(answer.toString()).isBetween(2, 10);
        assertThat(answer.path("description").asString()).isNotEmpty();
    }

    @Test
    void tellsWhichUseCasesThereAre() {
        var unknown = get(TestGateway.KEY, "models/recommended/cooking");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.errorMessage()).contains("cooking", "coding, writing");
    }

    @Test
    void tellsItsHealthToEverybody() {
        var health = GATEWAY.get("/api/v2/openrouter/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("ok");
        assertThat(health.json().at("/upstream/providers").toString()).contains("acme");
    }

    @Test
    void letsNobodyInWithoutATokenOrKey() {
        for (var path : List.of("chat/completions", "chat/stream", "vision", "audio", "tools/invoke", "tools/submit")) {
            var refused = post("nonsense", path, "{}");
            assertThat(refused.status()).as(path).isEqualTo(401);
        }
        for (var path : List.of("models", "models/acme/one", "models/recommended/coding", "tools/builtin")) {
            assertThat(GATEWAY.get("/api/v2/openrouter/" + path).status()).as(path).isEqualTo(401);
        }
        assertThat(GATEWAY.get("/api/v2/openrouter/nothing").status()).isEqualTo(404);
        assertThat(GATEWAY.get("/api/v2/openrouter/vision").status()).isEqualTo(405);
    }

    @Test
    @Covers("002:146")
    void endsWhatTakesTooLong() {
        UPSTREAM.next(Script.silence());
        var late = post(token(), "chat/completions", TestGateway.question(MODEL, "Hi", false));
        assertThat(late.status()).as(late.text()).isEqualTo(504);
    }
}
