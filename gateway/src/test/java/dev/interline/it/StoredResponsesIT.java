package dev.interline.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.it.harness.Answer;
import dev.interline.it.harness.ChatWire;
import dev.interline.it.harness.FakeUpstream;
import dev.interline.it.harness.Json;
import dev.interline.it.harness.Manager;
import dev.interline.it.harness.Script;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Responses that are kept, where the operator switched that on. */
class StoredResponsesIT {
    private static final String PATH = "/api/v1/responses";
    private static final FakeUpstream UPSTREAM = FakeUpstream.saying("unused");

    @RegisterExtension
    static final TestGateway GATEWAY = TestGateway.with().openai("chat-cloud", UPSTREAM, "acme/chat")
            .config("responses: {store: {enabled: true, max-size: 8KB}}").forClass();

    @BeforeEach
    void forget() {
        UPSTREAM.forget().otherwise(Script.chat("Hello", " there"));
    }

    @AfterAll
    static void closeUpstream() {
        UPSTREAM.close();
    }

    private static JsonNode ask(String members, boolean stream) {
        var body = "{\"model\":\"acme/chat\",\"stream\":" + stream + "," + members + "}";
        if (!stream) {
            var answer = GATEWAY.post(PATH, body);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        }
        try (var events = GATEWAY.stream(PATH, body).all()) {
            assertThat(events.status()).isEqualTo(200);
            return events.chunks().getLast().path("response");
        }
    }

    private static Answer get(JsonNode response) {
        return GATEWAY.getWithKey(PATH + "/" + response.path("id").asString());
    }

    private static Answer delete(String id) {
        try (var connection = GATEWAY.connect()) {
            return connection.request("DELETE", PATH + "/" + id, new byte[0], TestGateway.withKey()).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areReadAsTheyWereTold(boolean stream) {
        var told = ask("\"input\":\"Hi\"", stream);
        assertThat(told.path("store").asBoolean(false)).isTrue();
        var read = get(told);
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areGoneOnFrom(boolean stream) {
        var first = ask("\"input\":\"Hi\",\"instructions\":\"Be brief\"", stream);
        var second = ask("\"input\":[{\"role\":\"user\",\"content\":\"And?\"}],\"previous_response_id\":"
                + first.path("id"), stream);
        assertThat(second.path("previous_response_id")).isEqualTo(first.path("id"));
        assertThat(second.path("instructions").isNull()).isTrue();
        var third = ask("\"input\":\"Well?\",\"store\":false,\"previous_response_id\":" + second.path("id"), stream);
        assertThat(third.path("store").asBoolean(true)).isFalse();
        var messages = UPSTREAM.requests().getLast().json().path("messages");
        assertThat(messages.valueStream().map(message -> message.path("role").asString() + " "
                + message.path("content").asString())).containsExactly("user Hi", "assistant Hello there", "user And?",
                        "assistant Hello there", "user Well?");
        assertThat(get(third).status()).isEqualTo(404);
    }

    @Test
    void carryCallsAndTheirResults() {
        UPSTREAM.next(Script.json(200, ChatWire.completion("x").replace("\"content\":\"x\"", "\"content\":null,"
                + "\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"look\","
                + "\"arguments\":\"{}\"}}]").replace("\"stop\"", "\"tool_calls\"")));
        var first = ask("\"input\":\"Hi\"", false);
        assertThat(first.at("/output/0/type").asString()).isEqualTo("function_call");
        ask("\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"seen\"}],"
                + "\"previous_response_id\":" + first.path("id"), false);
        var messages = UPSTREAM.requests().getLast().json().path("messages");
        assertThat(messages.at("/1/tool_calls/0/id").asString()).isEqualTo("call_1");
        assertThat(messages.at("/2/tool_call_id").asString()).isEqualTo("call_1");
    }

    @Test
    void areNamedItemByItem() {
        UPSTREAM.next(Script.json(200, ChatWire.completion("x").replace("\"content\":\"x\"", "\"content\":null,"
                + "\"reasoning\":\"I look\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"look\",\"arguments\":\"{}\"}}]").replace("\"stop\"", "\"tool_calls\"")));
        var first = ask("\"input\":\"Hi\"", false);
        assertThat(first.at("/output/0/type").asString()).isEqualTo("reasoning");
        var input = "{\"role\":\"user\",\"content\":\"Hi\"},{\"type\":\"item_reference\",\"id\":"
                + first.at("/output/0/id") + "},{\"type\":\"item_reference\",\"id\":" + first.at("/output/1/id")
                + "},{\"type\":\"function_call_output\",\"call_id\":\"call_1\",\"output\":\"seen\"}";
        var second = ask("\"input\":[" + input + "]", false);
        var messages = UPSTREAM.requests().getLast().json().path("messages");
        assertThat(messages.at("/1/tool_calls/0/id").asString()).isEqualTo("call_1");
        assertThat(messages.at("/1").toString()).contains("I look");
        assertThat(messages.at("/2/tool_call_id").asString()).isEqualTo("call_1");
        var items = GATEWAY.getWithKey(PATH + "/" + second.path("id").asString() + "/input_items?order=asc").json();
        assertThat(items.at("/data/1")).isEqualTo(first.at("/output/0"));
        assertThat(items.at("/data/2")).isEqualTo(first.at("/output/1"));
        ask("\"input\":[{\"type\":\"item_reference\",\"id\":" + first.at("/output/1/id")
                + "}],\"previous_response_id\":" + second.path("id"), true);
        assertThat(UPSTREAM.requests().getLast().json().path("messages").toString()).contains("Hello there");
    }

    @Test
    void areNamedByTheirAccountOnly() {
        var response = ask("\"input\":\"Hi\"", false);
        var id = response.at("/output/0/id").asString();
        var body = "{\"model\":\"acme/chat\",\"input\":[{\"type\":\"item_reference\",\"id\":\"" + id + "\"},"
                + "{\"role\":\"user\",\"content\":\"And?\"}]}";
        assertThat(GATEWAY.post(PATH, body).status()).isEqualTo(200);
        assertThat(GATEWAY.run("accounts", "create", "readers", "--credits", "1").exitCode()).isZero();
        var key = GATEWAY.run("keys", "create", "--name", "s", "--account", "readers").printed();
        var strange = Manager.of(GATEWAY, "default").as(key, "POST", "/responses", body);
        delete(response.path("id").asString());
        for (var refused : List.of(strange, GATEWAY.post(PATH, body), GATEWAY.post(PATH, body.replace(id, "none")))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.errorMessage()).startsWith("Item with id '").endsWith("' not found.");
        }
        assertThat(strange.errorMessage()).contains(id);
        var nameless = GATEWAY.post(PATH, body.replace(",\"id\":\"" + id + "\"", ""));
        assertThat(nameless.errorMessage()).startsWith("input[0].id: missing");
    }

    @Test
    void listTheirInput() {
        var first = ask("\"input\":\"Hi\"", false);
        var second = ask("\"input\":\"And?\",\"previous_response_id\":" + first.path("id"), false);
        var path = PATH + "/" + second.path("id").asString() + "/input_items";
        var all = GATEWAY.getWithKey(path + "?order=asc").json();
        assertThat(all.path("object").asString()).isEqualTo("list");
        assertThat(all.path("data")).hasSize(3);
        assertThat(all.at("/data/0/content/0")).isEqualTo(Json.tree("{\"type\":\"input_text\",\"text\":\"Hi\"}"));
        assertThat(all.at("/data/1")).isEqualTo(first.at("/output/0"));
        assertThat(all.path("first_id")).isEqualTo(all.at("/data/0/id"));
        assertThat(all.path("has_more").asBoolean(true)).isFalse();
        var page = GATEWAY.getWithKey(path + "?limit=1").json();
        assertThat(page.at("/data/0/content/0/text").asString()).isEqualTo("And?");
        assertThat(page.path("has_more").asBoolean(false)).isTrue();
        var next = GATEWAY.getWithKey(path + "?limit=1&after=" + page.path("last_id").asString()).json();
        assertThat(next.at("/data/0")).isEqualTo(first.at("/output/0"));
        assertThat(GATEWAY.getWithKey(path + "?limit=0").status()).isEqualTo(400);
        assertThat(GATEWAY.getWithKey(path + "?order=up").status()).isEqualTo(400);
        assertThat(GATEWAY.getWithKey(path + "?after=none").status()).isEqualTo(400);
    }

    @Test
    void areDeleted() {
        var response = ask("\"input\":\"Hi\"", false);
        var id = response.path("id").asString();
        var deleted = delete(id);
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(deleted.json()).isEqualTo(Json.tree("{\"id\":\"" + id
                + "\",\"object\":\"response\",\"deleted\":true}"));
        assertThat(delete(id).status()).isEqualTo(404);
        var gone = get(response);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().path("error_type").asString()).isEqualTo("not_found");
        var on = GATEWAY.post(PATH,
                "{\"model\":\"acme/chat\",\"input\":\"x\",\"previous_response_id\":\"" + id + "\"}");
        assertThat(on.status()).isEqualTo(400);
        assertThat(on.json().at("/error/metadata/code").asString()).isEqualTo("previous_response_not_found");
    }

    @Test
    void areOnlyTheirAccounts() {
        var response = ask("\"input\":\"Hi\"", false);
        assertThat(GATEWAY.run("accounts", "create", "strangers", "--credits", "1").exitCode()).isZero();
        var key = GATEWAY.run("keys", "create", "--name", "s", "--account", "strangers").printed();
        var manager = Manager.of(GATEWAY, "default");
        var id = response.path("id").asString();
        for (var call : List.of("GET /responses/" + id, "GET /responses/" + id + "/input_items",
                "DELETE /responses/" + id)) {
            assertThat(manager.as(key, call.split(" ")[0], call.split(" ")[1], "").status()).as(call).isEqualTo(404);
        }
        assertThat(manager.as(key, "POST", "/responses", "{\"model\":\"acme/chat\",\"input\":\"x\","
                + "\"previous_response_id\":\"" + id + "\"}").status()).isEqualTo(400);
        assertThat(GATEWAY.get(PATH + "/" + id).status()).isEqualTo(401);
        assertThat(get(response).status()).isEqualTo(200);
        assertThat(manager.as(TestGateway.KEY, "POST", "/responses/" + id, "{}").status()).isEqualTo(405);
    }

    @Test
    void areNotKeptWhenTheyFailedOrAreTooLarge() {
        UPSTREAM.next(Script.begin(List.of(ChatWire.role(), ChatWire.text("Once"))).then((_, to) -> to.reset()));
        var failed = ask("\"input\":\"Hi\"", true);
        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(get(failed).status()).isEqualTo(404);
        var large = ask("\"input\":\"" + "x".repeat(9000) + "\"", false);
        assertThat(large.path("store").asBoolean(true)).isFalse();
        assertThat(get(large).status()).isEqualTo(404);
        var refused = GATEWAY.post(PATH, "{\"model\":\"acme/chat\",\"store\":true,\"input\":\"" + "x".repeat(9000)
                + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("responses.store.max-size");
    }

    @Test
    void areKeptWhenTheyWereCutShort() {
        UPSTREAM.next(Script.json(200, ChatWire.completion("Once").replace("\"stop\"", "\"length\"")));
        var response = ask("\"input\":\"Hi\"", false);
        assertThat(response.path("status").asString()).isEqualTo("incomplete");
        assertThat(get(response).json()).isEqualTo(response);
    }

    @Test
    void outliveTheServer() {
        var response = ask("\"input\":\"Hi\"", true);
        GATEWAY.kill();
        GATEWAY.start();
        assertThat(get(response).json()).isEqualTo(response);
    }
}
