package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.EmbeddingsWire;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The connector for integration platforms: its files, and its tasks with fields as text. */
class ConnectorIT {
    private static final String BASE = "/connectors/openrouter/";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("fine");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().config("""
            providers:
              acme:
                base-url: %s/v1
                models: [{id: acme/one}, {id: acme/vectors, output-modalities: [embeddings]}]
            """.formatted(UPSTREAM.uri())).forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("fine"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    /** Without a header: the key is a field. */
    private static Answer run(String task, String json) {
        try (var client = GATEWAY.connect()) {
            return client.request("POST", BASE + "tasks/" + task, Json.bytes(json), "Content-Type", "application/json")
                    .answer();
        }
    }

    private static String fields(String more) {
        return "{\"apikey\":\"" + TestGateway.KEY + "\"" + more + "}";
    }

    @Test
    void describesItself() {
        var config = GATEWAY.get(BASE + "config.json").json();
        assertThat(config.path("name").asString()).isEqualTo("OpenRouter");
        assertThat(config.path("domain").asString()).startsWith("http://127.0.0.1");
        assertThat(config.at("/auth_fields/0/parameter").asString()).isEqualTo("apikey");
        assertThat(config.path("tasks").size()).isEqualTo(4);
        for (var file : config.path("tasks")) {
            var task = GATEWAY.get(BASE + file.asString()).json();
            assertThat(task.path("endpoint").asString()).startsWith("/api/v1/");
            assertThat(task.at("/response/success").isObject()).isTrue();
            assertThat(task.at("/response/error/error/message").isString()).isTrue();
        }
        assertThat(GATEWAY.get(BASE + "chat_completion.json").json().path("fields").valueStream()
                .map(field -> field.path("parameter").asString()))
                .containsExactly("model", "messages", "temperature", "max_tokens", "top_p", "stream");
        assertThat(GATEWAY.get(BASE + "nothing.json").status()).isEqualTo(404);
        assertThat(GATEWAY.get(BASE + "tasks/chat_completion").status()).isEqualTo(405);
    }

    @Test
    void completesChatsWithFieldsAsText() {
        var answer =
                run("chat_completion", fields(",\"model\":\"acme/one\",\"messages\":\"Hello!\",\"temperature\":\"0.5\","
                        + "\"max_tokens\":\" 20 \",\"top_p\":\"\",\"stream\":\"false\",\"seed\":7"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/success/choices/0/message/content").asString()).isEqualTo("fine");
        assertThat(answer.json().at("/success/usage/total_tokens").asInt()).isEqualTo(18);
        var asked = Json.tree(UPSTREAM.request().text());
        assertThat(asked.path("messages")).isEqualTo(Json.tree("[{\"role\":\"user\",\"content\":\"Hello!\"}]"));
        assertThat(asked.path("temperature").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(asked.path("seed").asInt()).isEqualTo(7);
        assertThat(asked.has("top_p")).isFalse();
        assertThat(asked.toString()).doesNotContain(TestGateway.KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"Hi\\\"}]",
            "{\\\"role\\\":\\\"user\\\",\\\"content\\\":\\\"Hi\\\"}", "Hi"})
    void takesMessagesAsTextOrJson(String messages) {
        run("chat_completion", fields(",\"model\":\"acme/one\",\"messages\":\"" + messages + "\""));
        assertThat(Json.tree(UPSTREAM.request().text()).path("messages"))
                .isEqualTo(Json.tree("[{\"role\":\"user\",\"content\":\"Hi\"}]"));
    }

    @Test
    void streamsWhereThatIsWanted() {
        try (var client = GATEWAY.connect()) {
            var events = client.request("POST", BASE + "tasks/chat_completion",
                    Json.bytes(fields(",\"model\":\"acme/one\",\"messages\":\"Hi\",\"stream\":\"true\"")),
                    "Content-Type",
                    "application/json").events();
            assertThat(events.all().content()).isEqualTo("fine");
        }
    }

    @Test
    void createsEmbeddings() {
        UPSTREAM.otherwise(EmbeddingsWire.script(3));
        var answer = run("create_embedding", fields(",\"model\":\"acme/vectors\",\"input\":\"Hello!\""));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().at("/success/object").asString()).isEqualTo("list");
        assertThat(answer.json().at("/success/data/0/embedding").size()).isEqualTo(3);
        assertThat(Json.tree(UPSTREAM.request().text()).path("input").asString()).isEqualTo("Hello!");
        var refused = run("create_embedding", fields(",\"model\":\"openai/gpt-4o\",\"input\":\"Hello!\""));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/error/message").asString()).startsWith("Invalid model for embeddings");
    }

    @Test
    void createsResponsesAndTellsCredits() {
        var response = run("create_response", fields(",\"model\":\"acme/one\",\"input\":\"Hello!\""));
        assertThat(response.status()).as(response.text()).isEqualTo(200);
        assertThat(response.json().at("/success/object").asString()).isEqualTo("response");
        assertThat(response.json().at("/success/output/0/content/0/text").asString()).isEqualTo("fine");
        var credits = run("get_credits", fields("")).json().at("/success/data");
        assertThat(credits.path("total_credits").decimalValue().subtract(credits.path("total_usage").decimalValue()))
                .isEqualByComparingTo(credits.path("remaining_credits").decimalValue());
        var byHeader = GATEWAY.post(BASE + "tasks/get_credits", "{}");
        assertThat(byHeader.status()).as("the key where it always is").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "chat_completion|{\"apikey\":\"sk-wrong\",\"model\":\"acme/one\",\"messages\":\"Hi\"}|401|Invalid API key",
            "chat_completion|{}|401|Missing Authentication header",
            "get_credits|{\"apikey\":\"x\"}|401|Invalid API key",
            "chat_completion|{\"apikey\":\"K\",\"model\":\"acme/one\"}|400|messages",
            "chat_completion|{\"apikey\":\"K\",\"model\":\"acme/one\",\"messages\":\"x\",\"temperature\":\"warm\"}|400|temperature",
            "chat_completion|{\"apikey\":\"K\",\"model\":\"acme/one\",\"messages\":\"x\",\"stream\":\"maybe\"}|400|stream",
            "chat_completion|{\"apikey\":\"K\",\"model\":\"acme/none\",\"messages\":\"x\"}|400|acme/none"})
    void tellsErrorsInTheirForm(String task, String body, int status, String message) {
        var refused = run(task, body.replace("\"K\"", "\"" + TestGateway.KEY + "\""));
        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.json().at("/error/error/message").asString()).contains(message);
        assertThat(refused.json().at("/error/error/code").asInt()).isEqualTo(status);
    }

    @Test
    void runsTasksFromTheCommandLine() {
        var printed = GATEWAY.run("task", "chat_completion", "--model", "acme/one", "--messages", "Hi", "--url",
                GATEWAY.base().toString(), "--key", TestGateway.KEY).printed();
        assertThat(Json.tree(printed).at("/success/choices/0/message/content").asString()).isEqualTo("fine");
        assertThat(GATEWAY.run("task", "dance").exitCode()).isEqualTo(2);
        var refused = GATEWAY.run("task", "get_credits", "--url", GATEWAY.base().toString(), "--key", "sk-wrong");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("Invalid API key");
    }
}
