package dev.interline.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class RequestSpliceTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void changesOnlyWhatDiffers() {
        JsonNode told = Requests.spliced("{\"model\":\"a/b\",\"stream\":true,\"max_tokens\":9,\"seed\":1,\"top_k\":4,"
                + "\"temperature\":null,\"safe_prompt\":true,\"x\":{ \"y\":[1.50]},\"models\":[\"c\"],"
                + "\"provider\":{},\"plugins\":[],\"session_id\":\"s\",\"trace\":{},\"service_tier\":\"standard\","
                + "\"stream_options\":{\"include_usage\":false,\"include_obfuscation\":false}," + HI + "}",
                Requests.target(Requests.OPENAI));

        assertThat(told.toString()).isEqualTo(Json.mapper().readTree("{\"model\":\"up\",\"stream\":true,"
                + "\"random_seed\":1,\"safe_prompt\":true,\"x\":{\"y\":[1.50]}," + HI
                + ",\"max_completion_tokens\":9,\"stream_options\":{\"include_usage\":true,"
                + "\"include_obfuscation\":false},\"service_tier\":\"default\"}").toString());
    }

    @Test
    void asksForNoTierThatTheEndpointDoesNotCharge() {
        Target standard = Requests.target(Requests.OPENAI);
        assertThat(tier("fast", standard)).isEmpty();
        assertThat(tier("flex", standard)).isEmpty();
        assertThat(tier("auto", standard)).isEqualTo("auto");
        assertThat(tier("on_demand", standard)).isEqualTo("on_demand");
        var priority = new Target(standard.vendor(), "a/b", "up", 0, Set.of(), ServiceTier.PRIORITY,
                OptionalLong.empty());
        assertThat(tier("fast", priority)).isEqualTo("priority");
        assertThat(Requests.spliced("{\"model\":\"a/b\"," + HI + "}", priority).path("service_tier").asString())
                .isEqualTo("priority");
    }

    private static String tier(String word, Target target) {
        return Requests.spliced("{\"model\":\"a/b\",\"service_tier\":\"" + word + "\"," + HI + "}", target)
                .path("service_tier").asString("");
    }

    @Test
    void lastOfEqualNamesCounts() {
        JsonNode told = Requests.spliced("{" + HI + ",\"temperature\":1,\"temperature\":0}",
                Requests.target(Requests.OPENAI));
        assertThat(told.path("temperature").asInt()).isZero();
    }

    @Test
    void asksForAStreamOnlyInAStream() {
        var call = (Prepared.Call) Requests.prepare(Requests.chat("{\"stream\":true," + HI + "}"),
                Requests.target(Quirks.GENERIC));
        assertThat(call.path()).isEqualTo("/chat/completions");
        assertThat(call.headers()).isEqualTo(Map.of("Accept", "text/event-stream"));
        assertThat(Requests.spliced("{\"stream_options\":{\"include_usage\":true}," + HI + "}",
                Requests.target(Quirks.GENERIC)).has("stream_options")).isFalse();
    }

    @Test
    void leavesOutWhatTheEndpointDoesNotDeclare() {
        JsonNode told = Requests.spliced(
                "{\"temperature\":1,\"top_p\":1,\"max_tokens\":5,\"reasoning_effort\":\"low\",\"own\":1," + HI + "}",
                Requests.target(Requests.OPENAI, "temperature", "max_tokens"));
        assertThat(told.has("temperature")).isTrue();
        assertThat(told.has("max_completion_tokens")).isTrue();
        assertThat(told.has("own")).isTrue();
        assertThat(told.has("top_p")).isFalse();
        assertThat(told.has("reasoning_effort")).isFalse();
    }

    @Test
    void hidesTheEndUsersName() {
        String user = Requests.spliced("{\"user\":\"ann@example.org\"," + HI + "}", Requests.target(Requests.OPENAI))
                .path("user").stringValue();
        assertThat(user).matches("[0-9a-f]{32}");
    }

    @Test
    void saysABarePromptAsAMessage() {
        assertThat(Requests.spliced("{\"prompt\":\"once\"}", Requests.target(Requests.OPENAI)).path("messages")
                .toString()).isEqualTo("[{\"role\":\"user\",\"content\":\"once\"}]");
    }

    @Test
    void takesOutWhatOnlyAnotherEndpointUnderstands() {
        JsonNode message = Requests.spliced("""
                {"messages":[{"reasoning_details":[{"type":"reasoning.text","text":"hm","signature":"s"}],
                  "role":"assistant","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}],
                  "reasoning":"hm","content_parts":[],"annotations":[],"images":[],"own":1}]}""",
                Requests.target(Requests.OPENAI)).path("messages").path(0);
        assertThat(message.toString()).isEqualTo(
                "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"own\":1}");
    }

    @Test
    void carriesReasoningBackUnderTheVendorsName() {
        JsonNode messages = Requests.spliced("""
                {"messages":[{"role":"assistant","content":"a","reasoning":"hm"},
                  {"role":"assistant","content":"b","reasoning_details":[{"type":"reasoning.summary","summary":"so"},
                    {"type":"reasoning.encrypted","data":"x"}]}]}""", Requests.target(Quirks.GENERIC)).path("messages");
        assertThat(messages.path(0).path("reasoning_content").stringValue()).isEqualTo("hm");
        assertThat(messages.path(0).has("reasoning")).isFalse();
        assertThat(messages.path(1).path("reasoning_content").stringValue()).isEqualTo("so");
    }

    @Test
    void saysDeveloperAsSystemAndNamesInFrontOfWhatWasSaid() {
        var nameless = new Quirks("max_tokens", Set.of(), Map.of(), true, Quirks.ReasoningRequest.NONE, List.of(),
                List.of(), "", false, false, false, false, Map.of());
        JsonNode messages = Requests.spliced("""
                {"messages":[{"role":"developer","content":"d"},{"name":"Ann","role":"user","content":"hi"},
                  {"role":"user","content":[{"type":"image_url","image_url":{"url":"x"}}],"name":"Bob \\"B\\""},
                  {"role":"tool","tool_call_id":"c","name":"f","content":"42"}]}""", Requests.target(nameless))
                .path("messages");
        assertThat(messages.path(0).path("role").stringValue()).isEqualTo("system");
        assertThat(messages.path(1).toString()).isEqualTo("{\"role\":\"user\",\"content\":\"Ann: hi\"}");
        assertThat(messages.path(2).path("content").path(0).path("text").stringValue()).isEqualTo("Bob \"B\": ");
        assertThat(messages.path(2).path("content")).hasSize(2);
        assertThat(messages.path(3).path("content").stringValue()).isEqualTo("42");
    }

    @Test
    void tellsAnotherRouterWhatProtectsTheClientButNotWhoIsToServe() {
        JsonNode told = Requests.spliced("""
                {"models":["x/y"],"plugins":[{"id":"web"}],"reasoning":{"effort":"high"},"preset":"p",
                 "provider":{"order":["Router"],"data_collection":"deny"},"tools":[{"type":"openrouter:web_search"}],
                 "messages":[{"role":"assistant","content":"a","reasoning_details":[]}]}""",
                Requests.target(Requests.ROUTER));
        assertThat(told.has("models")).isFalse();
        assertThat(told.has("preset")).isFalse();
        assertThat(told.path("provider").toString()).isEqualTo("{\"data_collection\":\"deny\"}");
        assertThat(told.path("plugins")).hasSize(1);
        assertThat(told.path("tools")).hasSize(1);
        assertThat(told.path("reasoning").path("effort").stringValue()).isEqualTo("high");
        assertThat(told.path("messages").path(0).has("reasoning_details")).isTrue();
    }

    @Test
    void cannotSendOpenRoutersToolsElsewhere() {
        var prepared = Requests.prepare(
                Requests.chat("{\"tools\":[{\"type\":\"openrouter:web_search\"}]," + HI + "}"),
                Requests.target(Requests.OPENAI));
        assertThat(((Prepared.Inexpressible) prepared).problem().message()).contains("openrouter:web_search");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            EFFORT          | "reasoning":{"effort":"xhigh"}                        | "reasoning_effort":"high"
            EFFORT          | "reasoning_effort":"none"                             | "reasoning_effort":"minimal"
            EFFORT          | "reasoning":{"enabled":true}                          | "reasoning_effort":"medium"
            EFFORT          | "reasoning":{"max_tokens":2000},"max_tokens":10000    | "reasoning_effort":"low"
            THINKING        | "reasoning":{"enabled":false}                         | "thinking":{"type":"disabled"}
            THINKING        | "reasoning":{"effort":"low"}                          | "thinking":{"type":"enabled"},"reasoning_effort":"low"
            ENABLE_THINKING | "reasoning":{"effort":"high"},"max_tokens":10000      | "enable_thinking":true,"thinking_budget":8000
            ENABLE_THINKING | "reasoning":{"max_tokens":77}                         | "enable_thinking":true,"thinking_budget":77
            ENABLE_THINKING | "reasoning":{"effort":"none"}                         | "enable_thinking":false
            NONE            | "reasoning":{"effort":"high"}                         | ~~
            EFFORT          | "include_reasoning":true                              | ~~
            """)
    void asksForReasoningInTheVendorsWay(Quirks.ReasoningRequest way, String sent, String asked) {
        var quirks = new Quirks("max_tokens", Set.of("max_tokens"), Map.of(), true, way,
                List.of("minimal", "low", "medium", "high"), List.of(), "", true, true, false, false, Map.of());
        JsonNode told = Requests.spliced("{" + sent + "," + HI + "}", Requests.target(quirks));
        String expected = "{\"model\":\"up\"," + HI + (asked.isEmpty() ? "" : "," + asked) + "}";
        assertThat(told.toString()).isEqualTo(expected);
    }
}
