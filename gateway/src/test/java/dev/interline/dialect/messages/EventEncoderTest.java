package dev.interline.dialect.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Event;
import dev.interline.exchange.Event.ToolCalled;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Reasoning.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventEncoderTest {
    private static final Event STOP = new Event.Finished(0, FinishReason.STOP, "stop");

    @Test
    void tellsTextAsOneBlockBetweenStartAndEnd() {
        List<JsonNode> events = Said.streamed(text("Hel"), text("lo"), STOP);
        assertThat(types(events)).containsExactly("message_start", "content_block_start", "content_block_delta",
                "content_block_delta", "content_block_stop", "message_delta", "message_stop");
        assertThat(events.getFirst().at("/message/id").asString()).isEqualTo("gen-1-abc");
        assertThat(events.getFirst().at("/message/provider").asString()).isEqualTo("Acme");
        assertThat(events.get(5).at("/delta/stop_reason").asString()).isEqualTo("end_turn");
    }

    @Test
    void reportsJudgedTokensAndCostAtTheEnd() {
        JsonNode usage = Said.streamed(text("x"), STOP).get(4).path("usage");
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(55);
        assertThat(usage.path("output_tokens").asInt()).isEqualTo(20);
        assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("cache_creation_input_tokens").asInt()).isEqualTo(15);
        assertThat(usage.at("/cache_creation/ephemeral_1h_input_tokens").asInt()).isEqualTo(5);
        assertThat(usage.path("cost").decimalValue()).isEqualByComparingTo("0.0015");
        assertThat(usage.at("/cost_details/upstream_inference_prompt_cost").decimalValue())
                .isEqualByComparingTo("0.001");
        assertThat(usage.path("is_byok").asBoolean()).isFalse();
    }

    @Test
    void closesEachBlockBeforeTheNextBegins() {
        List<JsonNode> events = Said.streamed(thought("why", 0), signed("sig", 0), text("so"),
                call(0, "call_1", "look", "{\"a\":1}"), new Event.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"));
        assertThat(types(events)).containsExactly("message_start", "content_block_start", "content_block_delta",
                "content_block_delta", "content_block_stop", "content_block_start", "content_block_delta",
                "content_block_stop", "content_block_start", "content_block_delta", "content_block_stop",
                "message_delta", "message_stop");
        assertThat(events.stream().filter(event -> event.has("index")).map(event -> event.path("index").asInt()))
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 2, 2, 2);
        assertThat(events.get(11).at("/delta/stop_reason").asString()).isEqualTo("tool_use");
    }

    @Test
    void untanglesInterleavedToolCalls() {
        JsonNode message = Said.whole(call(0, "a", "one", "{\"x\":"), call(1, "b", "two", "{\"y\":"),
                more(0, "\"}{\\\"\""), more(1, "2"), text("after"), more(0, "}"), more(1, "}"), STOP);
        assertThat(message.path("content")).hasSize(3);
        assertThat(message.at("/content/0/input/x").asString()).isEqualTo("}{\"");
        assertThat(message.at("/content/1/input/y").asInt()).isEqualTo(2);
        assertThat(message.at("/content/2/text").asString()).isEqualTo("after");
        assertThat(message.path("stop_reason").asString()).isEqualTo("tool_use");
    }

    @Test
    void streamsParallelCallsAsTheyComeWhenTheyDoNotOverlap() {
        List<JsonNode> events = Said.streamed(call(0, "a", "one", ""), more(0, "{}"), call(1, "b", "two", "{\"y\":2}"));
        assertThat(types(events)).containsExactly("message_start", "content_block_start", "content_block_delta",
                "content_block_stop", "content_block_start", "content_block_delta", "content_block_stop",
                "message_delta", "message_stop");
    }

    @Test
    void keepsArgumentsThatWereCutOff() {
        JsonNode message = Said.whole(call(0, "a", "one", "{\"x\":"),
                new Event.Finished(0, FinishReason.LENGTH, "length"));
        assertThat(message.at("/content/0/input/arguments").asString()).isEqualTo("{\"x\":");
        assertThat(message.path("stop_reason").asString()).isEqualTo("max_tokens");
    }

    @Test
    void givesToolCallsWithoutArgumentsAnEmptyObject() {
        JsonNode message = Said.whole(call(0, "a", "one", ""), call(1, "b", "two", ""), STOP);
        assertThat(message.at("/content/0/input").isObject()).isTrue();
        assertThat(message.at("/content/1/name").asString()).isEqualTo("two");
    }

    @Test
    void carriesReasoningOfOtherFamiliesSuchThatItComesBack() {
        var encrypted = new Reasoning(Kind.ENCRYPTED, "c2VjcmV0", Optional.empty(), Optional.of("rs_1"),
                Optional.of("openai-responses-v1"), 0);
        var signed = new Reasoning(Kind.TEXT, "thought", Optional.of("sig"), Optional.empty(),
                Optional.of("google-gemini-v1"), 1);
        JsonNode message = Said.whole(new Event.Reasoned(0, encrypted), new Event.Reasoned(0, signed), STOP);
        assertThat(message.at("/content/0/type").asString()).isEqualTo("redacted_thinking");
        assertThat(CarriedReasoning.read(Kind.ENCRYPTED, "", message.at("/content/0/data").asString(), 0))
                .isEqualTo(encrypted);
        assertThat(CarriedReasoning.read(Kind.TEXT, message.at("/content/1/thinking").asString(),
                message.at("/content/1/signature").asString(), 1)).isEqualTo(signed);
    }

    @Test
    void beginsANewThinkingBlockForANewItem() {
        JsonNode message = Said.whole(thought("a", 0), signed("s", 0), thought("b", 1), STOP);
        assertThat(message.path("content")).hasSize(2);
        assertThat(message.at("/content/0/signature").asString()).isEqualTo("s");
        assertThat(message.at("/content/1/thinking").asString()).isEqualTo("b");
    }

    @Test
    void citesSourcesThatCameBeforeTheTextAndAfter() {
        String early = "{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://a\",\"title\":\"A\"}}";
        String late = "{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"https://b\",\"content\":\"c\"}}";
        JsonNode message = Said.whole(new Event.Annotated(0, early), text("x"), new Event.Annotated(0, late), STOP);
        assertThat(message.at("/content/0/citations")).hasSize(2);
        assertThat(message.at("/content/0/citations/1/cited_text").asString()).isEqualTo("c");
    }

    @Test
    void tellsAnEmptyAnswerAsAMessageWithoutContent() {
        assertThat(types(Said.streamed(STOP))).containsExactly("message_start", "message_delta", "message_stop");
        assertThat(Said.whole(STOP).path("content").isEmpty()).isTrue();
    }

    @Test
    void keepsAnthropicsOwnReasonFromAnUpstreamThatTellsIt() {
        JsonNode message = Said.whole(text("x"), new Event.Finished(0, FinishReason.STOP, "pause_turn"));
        assertThat(message.path("stop_reason").asString()).isEqualTo("pause_turn");
    }

    @Test
    void tellsARefusalAsOne() {
        JsonNode message = Said.whole(new Event.Refused(0, "I will not"), STOP);
        assertThat(message.at("/content/0/text").asString()).isEqualTo("I will not");
        assertThat(message.path("stop_reason").asString()).isEqualTo("refusal");
    }

    @Test
    void leavesOtherChoicesOut() {
        assertThat(Said.whole(text("a"), new Event.Text(1, "b"), STOP).at("/content/0/text").asString()).isEqualTo("a");
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asString()).toList();
    }

    private static Event text(String text) {
        return new Event.Text(0, text);
    }

    private static Event thought(String text, int index) {
        return new Event.Reasoned(0, new Reasoning(Kind.TEXT, text, Optional.empty(), Optional.empty(),
                Optional.of(Reasoning.ANTHROPIC), index));
    }

    private static Event signed(String signature, int index) {
        return new Event.Reasoned(0, new Reasoning(Kind.TEXT, "", Optional.of(signature), Optional.empty(),
                Optional.of(Reasoning.ANTHROPIC), index));
    }

    private static Event call(int index, String id, String name, String arguments) {
        return new ToolCalled(0, index, Optional.of(id), Optional.of(name), arguments);
    }

    private static Event more(int index, String arguments) {
        return new ToolCalled(0, index, Optional.empty(), Optional.empty(), arguments);
    }
}
