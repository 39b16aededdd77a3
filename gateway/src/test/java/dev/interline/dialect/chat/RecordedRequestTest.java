package dev.interline.dialect.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Part;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.provider.openai.OpenAiProvider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded requests of real clients, as an upstream of the same wire gets to see them. */
@Tag("shared")
class RecordedRequestTest {
    private static final Set<String> CHANGED = Set.of("model", "messages", "tools", "user", "stream_options",
            "max_tokens", "max_completion_tokens", "reasoning", "reasoning_effort");
    private static final Set<String> ROUTERS = Set.of("provider", "models", "route", "transforms", "preset", "plugins",
            "usage");
    /** The choice among models is made here, also for another router. */
    private static final Set<String> NEVER = Set.of("models", "route", "preset", "usage");
    private static final Quirks ROUTER = new Quirks("max_tokens", Set.of(), Map.of(), true,
            Quirks.ReasoningRequest.OPENROUTER, List.of(), List.of(), "", true, true, true, true, Map.of());
    private static final Set<String> MESSAGE = Set.of("role", "name", "reasoning", "reasoning_content",
            "reasoning_details", "annotations", "images");

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#requests")
    void reachesTheUpstreamWhole(Cassette cassette) {
        JsonNode sent = cassette.request();
        JsonNode told = prepared(sent, cassette.vendor().equals("openrouter") ? ROUTER : Quirks.GENERIC);

        assertThat(told.path("model").stringValue()).isEqualTo("acme-large-fp8");
        for (var member : sent.properties()) {
            String name = member.getKey();
            if (ROUTERS.contains(name)) {
                assertThat(told.has(name)).as(name)
                        .isEqualTo(cassette.vendor().equals("openrouter") && !NEVER.contains(name));
            } else if (!CHANGED.contains(name) && !member.getValue().isNull()) {
                assertThat(told.path(name)).as(name).isEqualTo(member.getValue());
            }
        }
        messages(sent.path("messages"), told.path("messages"));
        assertThat(without(told.path("tools"))).isEqualTo(without(sent.path("tools")));
    }

    @ParameterizedTest
    @MethodSource("dev.interline.dialect.chat.Cassette#requests")
    void isUnderstoodWhole(Cassette cassette) {
        Conversation meaning = ChatAnswer.exchange(cassette.request().toString()).meaning();

        JsonNode messages = cassette.request().path("messages");
        assertThat(meaning.turns()).hasSize(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            long calls = meaning.turns().get(i).parts().stream().filter(Part.ToolCall.class::isInstance).count();
            assertThat(calls).isEqualTo(messages.get(i).path("tool_calls").size());
            if (messages.get(i).path("content").isString() && !messages.get(i).path("role").asString().equals("tool")) {
                assertThat(meaning.turns().get(i).parts())
                        .anyMatch(part -> part instanceof Part.Text);
            }
        }
        assertThat(meaning.tools()).hasSize(cassette.request().path("tools").size());
    }

    private static JsonNode prepared(JsonNode sent, Quirks quirks) {
        Exchange exchange = ChatAnswer.exchange(sent.toString());
        var call = (Prepared.Call) new OpenAiProvider(InstantSource.system()).prepare(exchange,
                ChatAnswer.target(quirks));
        return Json.mapper().readTree(call.body().toString());
    }

    private static void messages(JsonNode sent, JsonNode told) {
        assertThat(told).hasSize(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            for (var member : sent.get(i).properties()) {
                if (!MESSAGE.contains(member.getKey()) && !member.getValue().isNull()) {
                    assertThat(without(told.get(i).path(member.getKey()))).isEqualTo(without(member.getValue()));
                }
            }
        }
    }

    /** The text of a node without marks for a cache, which the target does not have. */
    private static String without(JsonNode node) {
        if (node.isMissingNode()) {
            return "";
        }
        JsonNode copy = node.deepCopy();
        copy.findParents("cache_control").forEach(parent -> ((ObjectNode) parent)
                .remove("cache_control"));
        return copy.toString();
    }
}
