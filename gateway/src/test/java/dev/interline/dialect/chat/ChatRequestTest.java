package dev.interline.dialect.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Format;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Media;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Part;
import dev.interline.exchange.Plugins;
import dev.interline.exchange.Preferences;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Role;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    @Test
    void findsTheFactsThatRoutingNeeds() {
        Facts facts = ChatAnswer.exchange("""
                {"model": "a/b", "models": ["c/d"], "stream": true, "max_tokens": 5, "max_completion_tokens": 7,
                 "temperature": 0.5, "top_p": null, "session_id": "s", "user": "u",
                 "provider": {"order": ["X"], "require": ["Y"], "sort": {"by": "price", "partition": "none"},
                   "max_price": {"prompt": "1.5", "image": 2}, "preferred_max_latency": 3, "data_collection": "deny"},
                 "tools": [{"type": "function", "function": {"name": "f"}}],
                 "response_format": {"type": "json_schema", "json_schema": {"name": "n", "schema": {}}},
                 "messages": [{"role": "user", "content": [
                   {"type": "image_url", "image_url": {"url": "https://x/y.png"}},
                   {"type": "input_audio", "input_audio": {"data": "AA==", "format": "wav"}},
                   {"type": "video_url", "video_url": {"url": "https://x/y.mp4"}},
                   {"type": "file", "file": {"file_data": "data:application/pdf;base64,AA=="}}]}]}""").facts();

        assertThat(facts.model()).isEqualTo("a/b");
        assertThat(facts.models()).containsExactly("c/d");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxTokens()).hasValue(7);
        assertThat(facts.sessionId()).contains("s");
        assertThat(facts.user()).contains("u");
        assertThat(facts.needs()).containsExactlyInAnyOrder(Need.TOOLS, Need.STRUCTURED_OUTPUT, Need.IMAGE_INPUT,
                Need.AUDIO_INPUT, Need.VIDEO_INPUT, Need.FILE_INPUT);
        assertThat(facts.parameters()).containsExactlyInAnyOrder("max_tokens", "max_completion_tokens", "temperature",
                "tools", "response_format");
        Preferences wanted = facts.preferences();
        assertThat(wanted.order()).containsExactly("X");
        assertThat(wanted.only()).containsExactly("Y");
        assertThat(wanted.sort()).contains("price");
        assertThat(wanted.sortAcrossModels()).isTrue();
        assertThat(wanted.denyDataCollection()).isTrue();
        assertThat(wanted.maxPrice()).isEqualTo(Map.of("prompt", new BigDecimal("1.5"), "image", BigDecimal.TWO));
        assertThat(wanted.preferredMaxLatency()).isEqualTo(Map.of("p50", new BigDecimal("3")));
    }

    @Test
    void letsARequestGoWithoutModelAndWithFieldsThatNobodyKnows() {
        Exchange exchange = ChatAnswer.exchange("{" + HI + ",\"safe_prompt\":true,\"x\":{\"y\":[1]}}");
        assertThat(exchange.facts().model()).isEmpty();
        assertThat(exchange.fields().has("safe_prompt")).isTrue();
    }

    @Test
    void readsThePluginsThatAreOn() {
        Plugins plugins = facts("{" + HI + ",\"plugins\":[{\"id\":\"web\"},{\"id\":\"fusion\",\"enabled\":false},"
                + "{\"max_price\":2.50,\"id\":\"pareto-router\"},{\"id\":\"moderation\"},"
                + "{\"id\":\"auto-router\",\"cost_quality_tradeoff\":3,\"pin_model\":true}]}", Headers.NONE).plugins();
        assertThat(plugins.others()).containsExactly("web");
        assertThat(plugins.pareto().maxPrice()).contains(new BigDecimal("2.50"));
        assertThat(plugins.auto().tradeoff()).hasValue(3);
        assertThat(plugins.auto().pinned()).isTrue();
        assertThat(plugins.autoBeta()).isEqualTo(Plugins.NONE.autoBeta());
        String pattern = "\"" + "x".repeat(700) + "\"";
        assertThat(refused("{" + HI + ",\"plugins\":[{\"id\":\"auto-router\",\"allowed_models\":["
                + String.join(",", Collections.nCopies(100, pattern)) + "]}]}").message())
                .isEqualTo("plugins[0].allowed_models: must have 65536 characters or fewer in all");
    }

    @Test
    void takesTheSessionFromItsHeaderUnlessTheBodyNamesOne() {
        assertThat(facts("{" + HI + "}", Headers.of(Map.of("X-Session-Id", "h"))).sessionId()).contains("h");
        assertThat(facts("{" + HI + ",\"session_id\":\"b\"}", Headers.of(Map.of("X-Session-Id", "h"))).sessionId())
                .contains("b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "temperature":3                       | temperature: 3 is not allowed; expected a number from 0 to 2
            "temperature":"hot"                   | temperature: must be a number, not a string
            "top_p":1.5                           | top_p: 1.5 is not allowed; expected a number from 0 to 1
            "max_tokens":0                        | max_tokens: 0 is not allowed; expected an integer of at least 1
            "max_tokens":1.5                      | max_tokens: 1.5 is not allowed; expected an integer of at least 1
            "top_logprobs":21                     | top_logprobs: 21 is not allowed; expected an integer from 0 to 20
            "stop":["a","b","c","d","e"]          | stop: must have 4 entries or fewer
            "models":["a","b","c","d"]            | 'models' array must have 3 items or fewer.
            "stream":"yes"                        | stream: must be true or false, not a string
            "modalities":["smell"]                | modalities[0]: "smell" is not allowed; expected one of text, image, audio
            "metadata":{"a":1}                    | metadata.a: must be a string, not a number
            "reasoning":{"effort":"big"}          | reasoning.effort: "big" is not allowed; expected one of max, xhigh, high, medium, low, minimal, none
            "reasoning":{"effort":"low","max_tokens":9} | reasoning: only one of effort and max_tokens may be given
            "reasoning":{"effort":"low"},"reasoning_effort":"high" | reasoning_effort: 'high' contradicts reasoning.effort 'low'; give one of them
            "provider":{"sort":"luck"}            | provider.sort: "luck" is not allowed; expected one of price, throughput, latency, exacto
            "provider":{"order":["a",1]}          | provider.order[1]: must be a string, not a number
            "provider":{"max_price":{"prompt":"x"}} | provider.max_price.prompt: 'x' is not allowed; expected a number of at least 0
            "tools":[{"type":"function"}]         | tools[0].function.name: missing
            "tool_choice":"maybe"                 | tool_choice: "maybe" is not allowed; expected one of none, auto, required, or an object that names a function
            "response_format":{"type":"json_schema"} | response_format.json_schema: missing; expected an object with name and schema
            "plugins":[{}]                        | plugins[0]: must have an id
            "plugins":[7]                         | plugins[0]: must be an object, not a number
            "plugins":{"id":"web"}                | plugins: must be an array of objects, not an object
            "plugins":[{"id":"auto-router","enabled":1}] | plugins[0].enabled: must be true or false, not a number
            "plugins":[{"id":"auto-router","excluded_models":[""]}] | plugins[0].excluded_models: each must have from 1 to 1024 characters
            "plugins":[{"id":"auto-router"},{"cost_tier":"dear","id":"auto-router"}] | plugins[1].cost_tier: "dear" is not allowed; expected one of low, medium, high, xhigh, max
            "plugins":[{"id":"pareto-router","price_source":"mine"}] | plugins[0].price_source: "mine" is not allowed; expected one of prompt, weighted_avg
            """)
    void refusesWhatIsNotAllowed(String field, String message) {
        assertThat(refused("{" + HI + "," + field + "}").message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                                             | messages: is empty; at least one message is needed
            "hi"                                           | messages: must be an array of messages, not a string
            [1]                                            | messages[0]: must be an object, not a number
            [{"content":"x"}]                              | messages[0].role: missing; expected system, developer, user, assistant or tool
            [{"role":"king","content":"x"}]                | messages[0].role: "king" is not allowed; expected one of system, developer, user, assistant, tool
            [{"role":"user"}]                              | messages[0].content: missing; expected a string or an array of parts
            [{"role":"user","content":5}]                  | messages[0].content: must be a string or an array of parts, not a number
            [{"role":"tool","content":"x"}]                | messages[0].tool_call_id: missing; expected the id of the call that this answers
            [{"role":"user","content":[{"type":"text"}]}]  | messages[0].content[0].text: missing
            [{"role":"user","content":[{"type":"image_url","image_url":{"url":1}}]}] | messages[0].content[0].image_url.url: must be a string, not a number
            [{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{}}]}] | messages[0].tool_calls[0].function.name: missing
            """)
    void refusesMessagesThatAreNone(String messages, String message) {
        Problem problem = refused("{\"messages\":" + messages + "}");
        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"messages\":[", "nonsense"})
    void refusesWhatIsNoJsonObject(String body) {
        assertThat(refused(body).status()).isEqualTo(400);
    }

    @Test
    void refusesARequestWithoutAPrompt() {
        assertThat(refused("{\"model\":\"a/b\"}").message()).startsWith("messages: missing");
    }

    @Test
    void neverRepeatsWhatWasSaidInAMessage() {
        assertThat(refused("{\"messages\":[{\"role\":\"user\",\"content\":[\"my secret\",7]}]}").message())
                .doesNotContain("secret");
    }

    @Test
    void decodesAConversation() {
        var meaning = ChatAnswer
                .exchange(
                        """
                                {"messages": [
                                  {"role": "system", "content": [{"type": "text", "text": "s", "cache_control": {"type": "ephemeral"}}]},
                                  {"role": "user", "name": "Ann", "content": [{"type": "text", "text": "see"},
                                    {"type": "image_url", "image_url": {"url": "data:image/png;base64,QQ==", "detail": "low"}}]},
                                  {"role": "assistant", "content": "ok", "reasoning": "hm", "reasoning_details": [
                                      {"type": "reasoning.text", "text": "hm", "signature": "sig", "format": "anthropic-claude-v1", "index": 0},
                                      {"type": "reasoning.encrypted", "data": "xyz", "id": "r1", "format": "openai-responses-v1"}],
                                    "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\\"a\\":1}"}}]},
                                  {"role": "tool", "tool_call_id": "c1", "content": "42"}],
                                 "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}, "strict": true}},
                                           {"type": "openrouter:web_search"}],
                                 "tool_choice": {"type": "function", "function": {"name": "f"}}, "parallel_tool_calls": false,
                                 "temperature": 0.25, "stop": "end", "seed": 7,
                                 "response_format": {"type": "json_object"}, "reasoning": {"effort": "high"}}""")
                .meaning();

        assertThat(meaning.turns()).extracting(turn -> turn.role()).containsExactly(Role.SYSTEM, Role.USER,
                Role.ASSISTANT, Role.TOOL);
        assertThat(((Part.Text) meaning.turns().get(0).parts().getFirst()).cache()).isPresent();
        assertThat(meaning.turns().get(1).name()).contains("Ann");
        assertThat(((Part.Image) meaning.turns().get(1).parts().get(1)).media())
                .isEqualTo(new Media.Inline("image/png", "QQ=="));
        assertThat(meaning.turns().get(2).parts()).hasSize(4).satisfies(parts -> {
            assertThat(((Part.Reasoned) parts.get(0)).reasoning().signature()).contains("sig");
            assertThat(((Part.Reasoned) parts.get(1)).reasoning().kind()).isEqualTo(Reasoning.Kind.ENCRYPTED);
            assertThat(parts.get(3)).isInstanceOfSatisfying(Part.ToolCall.class,
                    call -> assertThat(call.arguments()).isEqualTo("{\"a\":1}"));
        });
        assertThat(((Part.ToolResult) meaning.turns().get(3).parts().getFirst()).callId()).isEqualTo("c1");
        assertThat(meaning.tools().get(0)).isInstanceOf(Tool.Function.class);
        assertThat(meaning.tools().get(1)).isInstanceOf(Tool.Foreign.class);
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(meaning.parallelTools()).contains(false);
        assertThat(meaning.sampling().temperature()).contains(new BigDecimal("0.25"));
        assertThat(meaning.sampling().stop()).containsExactly("end");
        assertThat(meaning.format()).isEqualTo(new Format.JsonObject());
        assertThat(meaning.thinking().effort()).contains("high");
    }

    @Test
    void understandsTheElderFunctionsAndABarePrompt() {
        var meaning = ChatAnswer.exchange("""
                {"messages": [{"role": "user", "content": "x"},
                   {"role": "assistant", "content": null, "function_call": {"name": "f", "arguments": "{}"}},
                   {"role": "function", "name": "f", "content": "42"}],
                 "functions": [{"name": "f", "parameters": {}}], "function_call": {"name": "f"}}""").meaning();
        assertThat(((Part.ToolCall) meaning.turns().get(1).parts().getFirst()).id()).isEqualTo("f");
        assertThat(((Part.ToolResult) meaning.turns().get(2).parts().getFirst()).callId()).isEqualTo("f");
        assertThat(meaning.tools()).hasSize(1);
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Named("f"));

        assertThat(ChatAnswer.exchange("{\"prompt\":\"once\"}").meaning().turns()).singleElement()
                .satisfies(turn -> assertThat(turn.role()).isEqualTo(Role.USER));
    }

    private static Facts facts(String body, Headers headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ((Parsed.Accepted) new ChatDialect().parse(Operation.GENERATE, bytes, bytes.length, headers)).exchange()
                .facts();
    }

    private static Problem refused(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ((Parsed.Refused) new ChatDialect().parse(Operation.GENERATE, bytes, bytes.length, Headers.NONE))
                .problem();
    }
}
