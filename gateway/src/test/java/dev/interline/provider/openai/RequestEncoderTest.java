package dev.interline.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Role;
import dev.interline.exchange.Sampling;
import dev.interline.exchange.Thinking;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RequestEncoderTest {
    private static final Sampling SAMPLING = new Sampling(OptionalLong.of(50), Optional.of(new BigDecimal("0.5")),
            Optional.empty(), OptionalLong.of(3), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), OptionalLong.empty(), List.of("a", "b"));
    private static final Reasoning THOUGHT = new Reasoning(Reasoning.Kind.TEXT, "hm", Optional.of("sig"),
            Optional.empty(), Optional.of(Reasoning.ANTHROPIC), 0);

    @Test
    void saysAConversationOfAnotherWire() {
        JsonNode told = Requests.encoded(conversation(
                turn(Role.SYSTEM, text("be brief")),
                turn(Role.USER, text("look"), new Part.Image(new Media.Inline("image/png", "QQ=="), Optional.empty(),
                        Optional.empty())),
                turn(Role.ASSISTANT, new Part.Reasoned(THOUGHT), text("so"),
                        new Part.ToolCall("c1", "f", "{\"x\":1}", Optional.empty())),
                turn(Role.USER,
                        new Part.ToolResult("c1", List.of(text("42"), new Part.Image(new Media.Url("https://i"),
                                Optional.empty(), Optional.empty())), true, Optional.empty()),
                        text("go on"))),
                Requests.target(Requests.OPENAI));

        assertThat(told.toString()).isEqualTo(Json.mapper().readTree("""
                {"model":"up","messages":[{"role":"system","content":"be brief"},
                 {"role":"user","content":[{"type":"text","text":"look"},
                   {"type":"image_url","image_url":{"url":"data:image/png;base64,QQ=="}}]},
                 {"role":"assistant","content":"so","tool_calls":[{"id":"c1","type":"function",
                   "function":{"name":"f","arguments":"{\\"x\\":1}"}}]},
                 {"role":"tool","tool_call_id":"c1","content":"Error: 42"},
                 {"role":"user","content":[{"type":"image_url","image_url":{"url":"https://i"}},
                   {"type":"text","text":"go on"}]}],
                 "max_completion_tokens":50,"temperature":0.5,"stop":["a","b"],
                 "tools":[{"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object"}}}],
                 "tool_choice":"required","reasoning_effort":"high"}""").toString());
    }

    @Test
    void carriesThinkingWhereItIsUnderstood() {
        var turns = conversation(turn(Role.ASSISTANT, new Part.Reasoned(THOUGHT), text("so")));
        assertThat(Requests.encoded(turns, Requests.target(Requests.ROUTER)).path("messages").path(0)
                .path("reasoning_details").path(0).path("signature").stringValue()).isEqualTo("sig");
        assertThat(Requests.encoded(turns, Requests.target(Quirks.GENERIC)).path("messages").path(0)
                .path("reasoning_content").stringValue()).isEqualTo("hm");
        assertThat(Requests.encoded(turns, Requests.target(Requests.OPENAI)).path("messages").path(0).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"so\"}");
    }

    @Test
    void saysAPlainTextDocumentAndAttachesAPdf() {
        JsonNode content = Requests.encoded(conversation(turn(Role.USER,
                new Part.Document(new Media.Inline("text/plain", "aGk="), Optional.of("n.txt"), Optional.empty()),
                new Part.Document(new Media.Inline("application/pdf", "QQ=="), Optional.of("p.pdf"),
                        Optional.empty()))),
                Requests.target(Requests.OPENAI)).path("messages").path(0).path("content");
        assertThat(content.path(0).path("text").stringValue()).isEqualTo("n.txt:\nhi");
        assertThat(content.path(1).path("file").path("file_data").stringValue())
                .isEqualTo("data:application/pdf;base64,QQ==");
    }

    @Test
    void namesWhatItCannotSay() {
        var foreign = conversation(
                turn(Role.USER, new Part.Foreign(Wire.MESSAGES, "server_tool_use", "{}")));
        var prepared = (Prepared.Inexpressible) Requests.prepare(Requests.foreign(foreign),
                Requests.target(Requests.OPENAI));
        assertThat(prepared.problem().message()).contains("server_tool_use");
    }

    @Test
    void saysFurtherMembersAndToolsToThoseWhoKnowThem() {
        var asked = new Conversation(List.of(turn(Role.USER, text("x"))),
                List.of(new Tool.Foreign(Wire.RESPONSES, "web_search", "{\"type\":\"web_search\"}")),
                new ToolChoice.Auto(), Optional.empty(), SAMPLING, new Format.Text(), Thinking.UNSAID, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(),
                Map.of("logprobs", "true", "plugins", "[{\"id\":\"web\"}]", "prompt_cache_key", "\"k\""));
        JsonNode told = Requests.encoded(asked, Requests.target(Requests.ROUTER));
        assertThat(told.at("/tools/0/type").asString()).isEqualTo("web_search");
        assertThat(told.at("/plugins/0/id").asString()).isEqualTo("web");
        assertThat(told.path("logprobs").asBoolean()).isTrue();
        assertThat(told.path("prompt_cache_key").asString()).isEqualTo("k");
        assertThat(((Prepared.Inexpressible) Requests.prepare(Requests.foreign(asked),
                Requests.target(Requests.OPENAI))).problem().message()).contains("web_search");
        var without = new Conversation(asked.turns(), List.of(), asked.toolChoice(), Optional.empty(), SAMPLING,
                asked.format(), asked.thinking(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), asked.further());
        assertThat(Requests.encoded(without, Requests.target(Requests.OPENAI)).has("plugins")).isFalse();
        assertThat(Requests.encoded(without, Requests.target(Requests.OPENAI)).has("prompt_cache_key")).isFalse();
        assertThat(Requests.encoded(without, Requests.target(Requests.OPENAI, "temperature")).has("logprobs"))
                .isFalse();
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }

    private static Turn turn(Role role, Part... parts) {
        return new Turn(role, List.of(parts), Optional.empty());
    }

    private static Conversation conversation(Turn... turns) {
        var tool = new Tool.Function("f", Optional.of("d"), Optional.of("{\"type\":\"object\"}"), Optional.empty(),
                Optional.empty());
        return new Conversation(List.of(turns), List.of(tool), new ToolChoice.Required(), Optional.empty(), SAMPLING,
                new Format.Text(),
                new Thinking(Optional.empty(), Optional.of("high"), OptionalLong.empty(), false, false),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
