package dev.interline.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.EmbeddingsWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.MessagesWire;
import dev.interline.it.harness.ResponsesWire;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A broad tour of the API: every answer and every event keeps to OpenRouter's contract. */
@Tag("shared")
class ContractIT {
    private static final Contract CONTRACT = Contract.load();
    private static final String CHAT = "/chat/completions";
    private static final String MESSAGES = "/messages";
    private static final String RESPONSES = "/responses";
    private static final String EMBEDDINGS = "/embeddings";
    private static final String VECTORS = "openai/text-embedding-3-small";
    private static final String GPT = "openai/gpt-4o";
    private static final String CLAUDE = "anthropic/claude-sonnet-4.5";
    private static final String SIMULATOR = "interline/simulator";
    private static final FakeUpstream OPENAI = FakeUpstream.saying("unused");
    private static final FakeUpstream ANTHROPIC = FakeUpstream.saying("unused");
    private static final String NATIVE = "acme/native";
    private static final FakeUpstream NATIVES = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("limits: {body: 1MB}")
            .config("""
                    providers:
                      openai: {api-key: k, base-url: "%s/v1"}
                      anthropic: {api-key: k, base-url: "%s/v1"}
                      native:
                        dialect: responses
                        base-url: "%s/v1"
                        models: [{id: acme/native, context-length: 128000, pricing: {prompt: "0", completion: "0"}}]
                    """.formatted(OPENAI.uri(), ANTHROPIC.uri(), NATIVES.uri())).forClass();

    @BeforeEach
    void forget() {
        OPENAI.forget().otherwise(Script.chat("Hello", " there"));
        ANTHROPIC.forget().otherwise(Script.messages("Hello", " there"));
        NATIVES.forget().otherwise(ResponsesWire.begun().thought("hm", "c2Vj").message().text("Hello")
                .said("Hello", "completed").call("look", "{}").end("completed").script());
    }

    @AfterAll
    static void closeUpstreams() {
        OPENAI.close();
        ANTHROPIC.close();
        NATIVES.close();
    }

    static Stream<Arguments> questions() {
        var features = Stream.of(
                "",
                "\"max_tokens\":20,",
                "\"reasoning\":{\"effort\":\"high\"},",
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"looks\","
                        + "\"parameters\":{\"type\":\"object\",\"properties\":{\"at\":{\"type\":\"string\"}},"
                        + "\"required\":[\"at\"]}}}],",
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}}},",
                "\"logprobs\":true,\"top_logprobs\":2,",
                "\"n\":2,");
        return features.flatMap(feature -> Stream.of(SIMULATOR, GPT, CLAUDE)
                .flatMap(model -> Stream.of(Arguments.of(model, feature, false), Arguments.of(model, feature, true))));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void chatKeepsToIt(String model, String feature, boolean stream) {
        var body = TestGateway.question(model, "Hi, I am Ada.", stream).replaceFirst("\"max_tokens\":1000,",
                java.util.regex.Matcher.quoteReplacement(feature));
        assertKept(CHAT, body, stream, 200);
    }

    @ParameterizedTest
    @CsvSource({SIMULATOR + ",false", SIMULATOR + ",true", GPT + ",false", GPT + ",true", CLAUDE + ",false",
            CLAUDE + ",true"})
    void messagesKeepToIt(String model, boolean stream) {
        assertKept(MESSAGES, TestGateway.question(model, "Hi, I am Ada.", stream), stream, 200);
        assertKept(MESSAGES, TestGateway.question(model, "Look!", stream).replaceFirst("\\{", """
                {"tools":[{"name":"look","input_schema":{"type":"object","properties":{"at":{"type":"string"}}}}],"""),
                stream, 200);
        assertKept(MESSAGES, TestGateway.question(model, "Think!", stream).replaceFirst("\\{", """
                {"thinking":{"type":"enabled","budget_tokens":1024},""").replace("1000", "4000"), stream, 200);
    }

    @ParameterizedTest
    @CsvSource({SIMULATOR + ",false", SIMULATOR + ",true", GPT + ",false", GPT + ",true", CLAUDE + ",false",
            CLAUDE + ",true", NATIVE + ",false",
            NATIVE + ",true"})
    void responsesKeepToIt(String model, boolean stream) {
        for (var feature : List.of("", "\"max_output_tokens\":20,", "\"reasoning\":{\"effort\":\"high\"},",
                "\"tools\":[{\"type\":\"function\",\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties\":"
                        + "{\"at\":{\"type\":\"string\"}},\"required\":[\"at\"]}}],\"tool_choice\":\"required\",",
                "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"s\",\"schema\":{\"type\":\"object\","
                        + "\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}}},")) {
            assertKept(RESPONSES, asked(RESPONSES, model, stream).replaceFirst("\\{",
                    java.util.regex.Matcher.quoteReplacement("{" + feature)), stream, 200);
        }
    }

    /** A question in the words of a path. */
    private static String asked(String path, String model, boolean stream) {
        return path.equals(RESPONSES)
                ? "{\"model\":\"%s\",\"input\":\"Hi, I am Ada.\",\"stream\":%b}".formatted(model, stream)
                : TestGateway.question(model, "Hi", stream);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"encoding_format\":\"base64\",", "\"dimensions\":3,"})
    void embeddingsKeepToIt(String feature) {
        OPENAI.otherwise(EmbeddingsWire.script(3));
        for (var input : List.of("\"one\"", "[\"one\",\"two\"]", "[1,2]", "[[1],[2]]")) {
            assertKept(EMBEDDINGS, "{\"model\":\"" + VECTORS + "\"," + feature + "\"input\":" + input + "}", false,
                    200);
        }
        var id = GATEWAY.post("/api/v1" + EMBEDDINGS, "{\"model\":\"" + VECTORS + "\",\"input\":\"a\"}")
                .header("X-Generation-Id");
        var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
        assertThat(CONTRACT.complaints("GET", "/generation", 200, record.json())).as(record.text()).isEmpty();
    }

    @Test
    void refusedEmbeddingsKeepToIt() {
        for (var refused : List.of("no json", "{}", "{\"model\":\"" + GPT + "\",\"input\":\"a\"}",
                "{\"model\":\"cohere/embed-v4.0\",\"input\":\"a\"}", "{\"model\":\"x/y\",\"input\":\"a\"}")) {
            var answer = GATEWAY.post("/api/v1" + EMBEDDINGS, refused);
            assertThat(answer.status()).as(answer.text()).isIn(400, 404);
            assertKept(EMBEDDINGS, answer);
        }
        for (int status : List.of(429, 500, 503)) {
            OPENAI.otherwise(Script.error(status, "as asked", "Retry-After", "2"));
            var answer = GATEWAY.post("/api/v1" + EMBEDDINGS, "{\"model\":\"" + VECTORS + "\",\"input\":\"a\"}");
            assertThat(answer.status()).as(answer.text()).isIn(status, 502);
            assertKept(EMBEDDINGS, answer);
        }
    }

    @ParameterizedTest
    @CsvSource({CHAT + "," + GPT, CHAT + "," + CLAUDE, MESSAGES + "," + GPT, MESSAGES + "," + CLAUDE,
            RESPONSES + "," + GPT, RESPONSES + "," + CLAUDE})
    void brokenStreamsKeepToIt(String path, String model) {
        OPENAI.next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> to.reset()));
        ANTHROPIC.next(Script.begin(Stream.concat(MessagesWire.begin().stream(), Stream.of(MessagesWire.text("Once")))
                .toList()).then((_, to) -> to.reset()));
        try (var events = GATEWAY.stream("/api/v1" + path, asked(path, model, true)).all()) {
            assertThat(events.events().toString()).contains("\"error\"");
            assertThat(complaints(path, events)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({CHAT + "," + GPT, CHAT + "," + CLAUDE, MESSAGES + "," + GPT, MESSAGES + "," + CLAUDE,
            RESPONSES + "," + GPT, RESPONSES + "," + NATIVE})
    void metadataKeepsToIt(String path, String model) {
        String[] wanted = {"X-OpenRouter-Metadata", "enabled"};
        var answer = GATEWAY.post("/api/v1" + path, asked(path, model, false), wanted);
        assertThat(answer.json().has("openrouter_metadata")).as(answer.text()).isTrue();
        assertKept(path, answer);
        try (var events = GATEWAY.stream("/api/v1" + path, asked(path, model, true), wanted).all()) {
            assertThat(events.events().toString()).contains("openrouter_metadata");
            assertThat(complaints(path, events)).isEmpty();
        }
        var refused = GATEWAY.post("/api/v1" + path, asked(path, "google/gemini-2.5-pro", false), wanted);
        assertThat(refused.json().has("openrouter_metadata")).as(refused.text()).isTrue();
        assertKept(path, refused);
    }

    @ParameterizedTest
    @CsvSource({CHAT + ",429", CHAT + ",500", CHAT + ",503", MESSAGES + ",429", MESSAGES + ",503", RESPONSES + ",429",
            RESPONSES + ",503"})
    void upstreamFailuresKeepToIt(String path, int status) {
        for (var model : List.of(GPT, CLAUDE)) {
            OPENAI.otherwise(Script.error(status, "as asked", "Retry-After", "2"));
            ANTHROPIC.otherwise(Script.json(status, "{\"type\":\"error\",\"error\":{\"type\":\""
                    + (status == 429 ? "rate_limit_error" : "api_error") + "\",\"message\":\"as asked\"}}",
                    "Retry-After", "2"));
            var answer = GATEWAY.post("/api/v1" + path, asked(path, model, false));
            assertThat(answer.status()).as(answer.text()).isIn(status, 502);
            assertKept(path, answer);
        }
    }

    @ParameterizedTest
    @CsvSource({CHAT, MESSAGES, RESPONSES})
    void refusalsKeepToIt(String path) {
        var full = "/api/v1" + path;
        var refused = new ArrayList<Answer>();
        refused.add(GATEWAY.post(full, "no json"));
        refused.add(GATEWAY.post(full, "{\"model\":\"openai/gpt-4o\"}"));
        refused.add(GATEWAY.post(full, asked(path, "openai/gpt-4oo", false)));
        refused.add(GATEWAY.post(full, asked(path, "google/gemini-2.5-pro", false)));
        refused.add(GATEWAY.post(full, asked(path, GPT, false), "Authorization", "Bearer no"));
        try (var client = GATEWAY.connect()) {
            refused.add(client.request("POST", full, Json.bytes("{}")).answer());
        }
        assertThat(refused.stream().map(Answer::status)).containsSubsequence(400, 400, 400, 404).contains(401);
        refused.forEach(answer -> assertKept(path, answer));
        if (path.equals(CHAT)) {
            assertKept(path, GATEWAY.post(full, TestGateway.question(GPT, "x".repeat(1 << 20), false)));
        }
    }

    @ParameterizedTest
    @CsvSource({"/models,/models,200", "/models,/models?supported_parameters=tools&limit=20,200",
            "/models,/models?output_modalities=all,200", "/models/count,/models/count,200",
            "/models/user,/models/user,200",
            "/model/{author}/{slug},/model/openai/gpt-4o,200", "/model/{author}/{slug},/model/acme/nothing,404",
            "/models/{author}/{slug}/endpoints,/models/openai/gpt-4o/endpoints,200",
            "/models/{author}/{slug}/endpoints,/models/anthropic/claude-sonnet-4.5/endpoints,200",
            "/models/{author}/{slug}/endpoints,/models/acme/nothing/endpoints,404",
            "/providers,/providers,200", "/endpoints/zdr,/endpoints/zdr,200",
            "/embeddings/models,/embeddings/models,200", "/key,/key,200",
            "/generation,/generation?id=gen-1-nothing,404"})
    void catalogAndAccountKeepToIt(String template, String path, int status) {
        var answer = GATEWAY.getWithKey("/api/v1" + path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(CONTRACT.complaints("GET", template, status, answer.json())).isEmpty();
    }

    @Test
    void refusalsOfReadersKeepToIt() {
        for (var path : List.of("/key", "/generation", "/models/user")) {
            var answer = GATEWAY.get("/api/v1" + path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(CONTRACT.complaints("GET", path, 401, answer.json())).isEmpty();
        }
    }

    @Test
    void recordsKeepToIt() {
        for (var model : List.of(GPT, CLAUDE, SIMULATOR)) {
            var id = GATEWAY.chat(model, "Hi").header("X-Generation-Id");
            var record = GATEWAY.getWithKey("/api/v1/generation?id=" + id);
            assertThat(record.status()).as(record.text()).isEqualTo(200);
            assertThat(CONTRACT.complaints("GET", "/generation", 200, record.json())).as(record.text()).isEmpty();
        }
    }

    /** The management API, one call after the other; what is refused, too. */
    @Test
    void managementKeepsToIt() {
        var manager = Manager.of(GATEWAY, "default");
        var ada = GATEWAY.run("members", "add", "ada@example.com", "--first-name", "Ada").printed();
        var members = "{\"user_ids\":[\"" + ada + "\"]}";
        var challenge = "x".repeat(43);
        var generation = GATEWAY.chat(SIMULATOR, "Hi").header("X-Generation-Id");
        for (var call : List.of(
                new Managed("POST", "/keys", "/keys", "{\"name\":\"k\",\"limit\":5,\"limit_reset\":\"daily\"}", 201),
                new Managed("POST", "/keys", "/keys", "{\"limit\":5}", 400),
                new Managed("GET", "/keys", "/keys", "", 200),
                new Managed("GET", "/keys/{hash}", "/keys/nothing", "", 404),
                new Managed("GET", "/credits", "/credits", "", 200),
                new Managed("POST", "/workspaces", "/workspaces", "{\"name\":\"W\",\"slug\":\"w\"}", 201),
                new Managed("POST", "/workspaces", "/workspaces", "{\"name\":\"W\",\"slug\":\"w\"}", 400),
                new Managed("GET", "/workspaces", "/workspaces?limit=1", "", 200),
                new Managed("GET", "/workspaces/{id}", "/workspaces/w", "", 200),
                new Managed("GET", "/workspaces/{id}", "/workspaces/none", "", 404),
                new Managed("PATCH", "/workspaces/{id}", "/workspaces/w", "{\"name\":\"V\"}", 200),
                new Managed("PUT", "/workspaces/{id}/budgets/{interval}", "/workspaces/w/budgets/monthly",
                        "{\"limit_usd\":7.5}", 200),
                new Managed("GET", "/workspaces/{id}/budgets/{interval}", "/workspaces/w/budgets/monthly", "", 200),
                new Managed("GET", "/workspaces/{id}/budgets", "/workspaces/w/budgets", "", 200),
                new Managed("DELETE", "/workspaces/{id}/budgets/{interval}", "/workspaces/w/budgets/monthly", "", 200),
                new Managed("POST", "/workspaces/{id}/members/add", "/workspaces/w/members/add", members, 200),
                new Managed("GET", "/workspaces/{id}/members", "/workspaces/w/members", "", 200),
                new Managed("POST", "/workspaces/{id}/members/remove", "/workspaces/w/members/remove", members, 200),
                new Managed("DELETE", "/workspaces/{id}", "/workspaces/w", "", 200),
                new Managed("POST", "/byok", "/byok", "{\"provider\":\"openai\",\"key\":\"sk-own-0123456789AbCd\","
                        + "\"allowed_models\":[\"openai/gpt-4o\"],\"disabled\":true}", 201),
                new Managed("POST", "/byok", "/byok", "{\"provider\":\"opanai\",\"key\":\"sk-own\"}", 400),
                new Managed("GET", "/byok", "/byok?provider=openai&limit=1", "", 200),
                new Managed("GET", "/byok", "/byok?workspace_id=none", "", 400),
                new Managed("GET", "/byok/{id}", "/byok/nothing", "", 404),
                new Managed("PATCH", "/byok/{id}", "/byok/nothing", "{\"disabled\":true}", 404),
                new Managed("DELETE", "/byok/{id}", "/byok/nothing", "", 404),
                new Managed("GET", "/organization/members", "/organization/members", "", 200),
                new Managed("POST", "/auth/keys/code", "/auth/keys/code",
                        "{\"callback_url\":\"https://app.example.com\",\"code_challenge\":\"" + challenge + "\"}", 200),
                new Managed("POST", "/auth/keys", "/auth/keys", "{\"code\":\"none\"}", 403),
                new Managed("GET", "/activity", "/activity?group_by=workspace", "", 200),
                new Managed("GET", "/activity", "/activity?date=2020-01-01", "", 400),
                new Managed("GET", "/activity", "/activity?workspace_id=none", "", 404),
                new Managed("GET", "/analytics/meta", "/analytics/meta", "", 200),
                new Managed("POST", "/analytics/query", "/analytics/query", "{\"metrics\":[\"request_count\","
                        + "\"total_usage\"],\"granularity\":\"day\",\"dimensions\":[\"model\",\"provider\"]}", 200),
                new Managed("POST", "/analytics/query", "/analytics/query", "{\"metrics\":[\"request_count\"],"
                        + "\"limit\":5000}", 200),
                new Managed("POST", "/analytics/query", "/analytics/query", "{\"metrics\":[\"none\"]}", 400),
                new Managed("POST", "/generation/feedback", "/generation/feedback",
                        "{\"generation_id\":\"" + generation + "\",\"category\":\"other\"}", 200),
                new Managed("POST", "/generation/feedback", "/generation/feedback",
                        "{\"generation_id\":\"" + generation + "\"}", 400),
                new Managed("POST", "/generation/feedback", "/generation/feedback",
                        "{\"generation_id\":\"gen-1-nothing\",\"category\":\"other\"}", 404))) {
            var answer = manager.ask(call.method(), call.path(), call.body());
            assertThat(answer.status()).as("%s %s", call, answer.text()).isEqualTo(call.status());
            assertThat(CONTRACT.complaints(call.method(), call.template(), call.status(), answer.json()))
                    .as("%s %s", call, answer.text()).isEmpty();
        }
    }

    @Test
    void providerKeysKeepToIt() {
        var manager = Manager.of(GATEWAY, "default");
        var made = manager.post("/byok", "{\"provider\":\"anthropic\",\"key\":\"sk-own-0123456789AbCd\"}");
        var path = "/byok/" + made.json().at("/data/id").asString();
        for (var call : List.of(new Managed("GET", "/byok/{id}", path, "", 200),
                new Managed("PATCH", "/byok/{id}", path, "{\"key\":\"sk-own-9876543210\",\"name\":\"N\"}", 200),
                new Managed("PATCH", "/byok/{id}", path, "{\"key\":null}", 400),
                new Managed("DELETE", "/byok/{id}", path, "", 200))) {
            var answer = manager.ask(call.method(), call.path(), call.body());
            assertThat(answer.status()).as("%s %s", call, answer.text()).isEqualTo(call.status());
            assertThat(CONTRACT.complaints(call.method(), call.template(), call.status(), answer.json()))
                    .as("%s %s", call, answer.text()).isEmpty();
        }
    }

    /** One call of the management API, where the contract has it, and the status that it must have. */
    private record Managed(String method, String template, String path, String body, int status) {}

    private static void assertKept(String path, String body, boolean stream, int status) {
        if (stream) {
            try (var events = GATEWAY.stream("/api/v1" + path, body).all()) {
                assertThat(events.status()).isEqualTo(status);
                assertThat(complaints(path, events)).isEmpty();
            }
            return;
        }
        var answer = GATEWAY.post("/api/v1" + path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertKept(path, answer);
    }

    private static void assertKept(String path, Answer answer) {
        assertThat(CONTRACT.complaints("POST", path, answer.status(), answer.json()))
                .as("%d %s", answer.status(), answer.text()).isEmpty();
    }

    /** What is wrong with any event of a stream. */
    private static List<String> complaints(String path, dev.interline.it.harness.EventStream stream) {
        var found = new ArrayList<String>();
        for (var event : stream.events()) {
            if (event.isComment() || event.isDone()) {
                continue;
            }
            var wrapped = Json.object("{\"event\":" + Json.text(event.name()) + "}").set("data", event.json());
            CONTRACT.eventComplaints(path, wrapped).forEach(complaint -> found.add(complaint + " in " + event.data()));
        }
        return found;
    }
}
