package dev.interline.it.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.ServerEvent;
import dev.interline.it.harness.TestGateway;
import dev.interline.it.reference.Api.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Every operation of the description, asked with its own examples: the answers are those that it describes. */
class DescribedIT {
    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with()
            .config("jwt: {secret: 0123456789abcdef0123456789abcdef, new-subjects: join, audience: interline}")
            .config("responses: {store: {enabled: true}}")
            .forClass();

    /** Where answers have what later requests must name, by operation: what stands in examples for it, and a pointer. */
    private static final Map<String, Map<String, String>> LEARNED = Map.of(
            "createChatCompletion", Map.of("gen-example", "/id"),
            "createResponse", Map.of("resp_example", "/id"),
            "createAuthCode", Map.of("auth-code-example", "/data/id"),
            "createKey", Map.of("key-hash-example", "/data/hash"),
            "createWorkspace", Map.of(),
            "createProviderKey", Map.of("provider-key-example", "/data/id"),
            "serviceInvoke", Map.of("conversation-example", "/conversation_id", "call_example",
                    "/choices/0/message/tool_calls/0/id"));

    private static final List<String> ORDER = List.of("put", "post", "get", "patch", "delete");

    private static Api api = Api.read("{}");
    private static String managementKey = "";
    private static String token = "";
    private static final Map<String, String> REAL = new HashMap<>();

    @BeforeAll
    static void prepare() {
        api = Api.read(GATEWAY.get("/openapi.json").text());
        managementKey = Manager.of(GATEWAY, "default").key();
        token = GATEWAY.run("tokens", "create", "--subject", "ada").printed();
        REAL.put("user_example", GATEWAY.run("members", "add", "ada@example.com").printed());
        REAL.put("ABCD-EFGH-JKLM-NPQR", GATEWAY.run("codes", "create", "25").printed());
        REAL.put("sk-or-v1-example", TestGateway.KEY);
    }

    private static String real(String text) {
        String made = text;
        for (var each : REAL.entrySet()) {
            made = made.replace(each.getKey(), each.getValue());
        }
        return made;
    }

    /** What makes something comes first, and what deletes it last: the longer path before that which it begins with. */
    private static List<Operation> inOrder() {
        return api.operations().stream().sorted(Comparator
                .comparing((Operation operation) -> !LEARNED.containsKey(operation.id()))
                .thenComparing(operation -> ORDER.indexOf(operation.method()))
                .thenComparing(operation -> operation.method().equals("delete") ? -operation.path().length() : 0)
                .thenComparing(Operation::path)).toList();
    }

    private static Answer ask(Operation operation, String credential, String body) {
        var path = operation.path();
        for (var parameter : operation.parameters()) {
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace("{" + parameter.path("name").asString() + "}",
                        real(parameter.path("example").asString()));
            }
        }
        var headers = new ArrayList<String>();
        if (!credential.isEmpty()) {
            headers.addAll(List.of("Authorization", "Bearer " + credential));
        }
        if (!body.isEmpty()) {
            headers.addAll(List.of("Content-Type", "application/json"));
        }
        try (var connection = GATEWAY.connect()) {
            return connection.request(operation.method().toUpperCase(Locale.ROOT), path, Json.bytes(body),
                    headers.toArray(String[]::new)).answer();
        }
    }

    private static String credential(Operation operation) {
        return operation.isFor("management") ? managementKey : operation.isFor("token") ? token
                : operation.isFor("key") ? TestGateway.KEY : "";
    }

    private static List<String> complaints(Operation operation, Answer answer) {
        var found = new ArrayList<String>();
        String type = answer.header("Content-Type").split(";", 2)[0];
        var told = api.response(operation, answer.status());
        if (told.isMissingNode()) {
            return List.of("nobody said that it answers " + answer.status() + ": " + answer.text());
        }
        if (type.equals("text/event-stream")) {
            ServerEvent.parse(answer.body()).stream().filter(event -> !event.isComment() && !event.isDone())
                    .forEach(event -> found.addAll(api.complaints(operation, answer.status(), type, event.json())));
        } else if (type.equals("application/json")) {
            found.addAll(api.complaints(operation, answer.status(), type, answer.json()));
        } else if (!answer.text().isEmpty() && !told.path("content").has(type)) {
            found.add("nothing is said of " + type);
        }
        for (String header : List.of("X-Generation-Id", "ETag")) {
            if (answer.status() < 300 && told.path("headers").has(header) && answer.header(header).isEmpty()) {
                found.add("has no " + header);
            }
        }
        return found.stream().map(complaint -> complaint + " in " + answer.text()).toList();
    }

    /** Everything, in the order in which one thing needs another. */
    @Test
    void answersItsOwnExamplesAsItSays() {
        var wrong = new ArrayList<String>();
        for (var operation : inOrder()) {
            operation.examples().forEach((name, body) -> {
                var answer = ask(operation, credential(operation), body.isNull() ? "" : real(Json.text(body)));
                if (answer.status() != operation.good()) {
                    wrong.add(operation.id() + " " + name + ": " + answer.status() + " " + answer.text());
                }
                complaints(operation, answer)
                        .forEach(complaint -> wrong.add(operation.id() + " " + name + ": " + complaint));
                learn(operation, answer);
            });
        }
        assertThat(wrong).isEmpty();
        assertThat(REAL.keySet())
                .containsAll(LEARNED.values().stream().flatMap(each -> each.keySet().stream()).toList());
    }

    private static void learn(Operation operation, Answer answer) {
        if (answer.header("Content-Type").equals("application/json")) {
            LEARNED.getOrDefault(operation.id(), Map.of()).forEach((example, pointer) -> {
                JsonNode found = answer.json().at(pointer);
                if (found.isString()) {
                    REAL.put(example, found.asString());
                }
            });
        }
    }

    /** What is not described is noticed, and so is what is missing. */
    @Test
    void isReadStrictly() {
        var credits = api.operations().stream().filter(operation -> operation.id().equals("getCredits")).findFirst()
                .orElseThrow();
        var good = "{\"data\":{\"total_credits\":1,\"total_usage\":0,\"remaining_credits\":1}}";
        for (var each : Map.of(good, 0, good.replace("\"total_usage\":0,", ""), 1,
                good.replace("0,", "0,\"more\":1,"), 1).entrySet()) {
            assertThat(api.complaints(credits, 200, "application/json", Json.tree(each.getKey())))
                    .as(each.getKey()).hasSize(each.getValue());
        }
        assertThat(api.complaints(credits, 418, "application/json", Json.tree(good))).hasSize(1);
    }

    @Test
    void letsNobodyInWithoutAKey() {
        var closed = api.operations().stream().filter(operation -> !operation.isOpen()).toList();
        assertThat(closed).hasSizeGreaterThan(50);
        for (var operation : closed) {
            var answer = ask(operation, "", operation.told().has("requestBody") ? "{}" : "");
            assertThat(answer.status()).as(operation.id()).isEqualTo(401);
            assertThat(complaints(operation, answer)).as(operation.id()).isEmpty();
            var wrong = ask(operation, "sk-or-v1-nothing", operation.told().has("requestBody") ? "{}" : "");
            assertThat(wrong.status()).as(operation.id()).isEqualTo(401);
            assertThat(complaints(operation, wrong)).as(operation.id()).isEmpty();
        }
    }

    @Test
    void refusesTheOtherKindOfKeyWhereItSays() {
        for (var operation : api.operations()) {
            boolean one = operation.isFor("management") != operation.isFor("key");
            if (one) {
                var other = operation.isFor("management") ? TestGateway.KEY : managementKey;
                var answer = ask(operation, other, operation.told().has("requestBody") ? "{}" : "");
                assertThat(answer.status()).as(operation.id() + " " + answer.text())
                        .isIn(operation.id().equals("listUsableModels") ? List.of(200, 403) : List.of(403));
                assertThat(complaints(operation, answer)).as(operation.id()).isEmpty();
            }
        }
    }

    @Test
    void refusesABodyThatIsNoObject() {
        int asked = 0;
        for (var operation : api.operations()) {
            if (operation.told().has("requestBody") && operation.told().path("responses").has("400")) {
                var answer = ask(operation, credential(operation), "[]");
                assertThat(answer.status()).as(operation.id() + " " + answer.text()).isIn(400, 404);
                assertThat(complaints(operation, answer)).as(operation.id()).isEmpty();
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(20);
    }
}
