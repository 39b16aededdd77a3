package dev.interline.dialect.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Event;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Format;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Media;
import dev.interline.exchange.Need;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Role;
import dev.interline.exchange.Tool;
import dev.interline.exchange.ToolChoice;
import dev.interline.exchange.Turn;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MessagesDialectTest {
    private static final String HI = "'messages':[{'role':'user','content':'hi'}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'messages':[]}                                                       | model: Field required
            {'model':'m'}                                                         | messages: Field required
            {'model':'m','messages':{}}                                           | messages: Input should be a valid
            {'model':'m','messages':[]}                                           | messages: at least one message
            {'model':'m','messages':[1]}                                          | messages.0: Input should be
            {'model':'m','messages':[{'role':'tool','content':'x'}]}              | messages.0.role: Input should be
            {'model':'m','messages':[{'role':'user'}]}                            | messages.0.content: Field required
            {'model':'m','messages':[{'role':'user','content':7}]}                | messages.0.content: Input should
            {'model':'m','messages':[{'role':'user','content':[{'text':'x'}]}]}   | messages.0.content.0.type: Field
            {'model':'m','max_tokens':0,'messages':[]}                            | max_tokens: Input should be greater
            {'model':'m','max_tokens':'5','messages':[]}                          | max_tokens: Input should be a valid
            {'model':'m','temperature':3,'messages':[]}                           | temperature: Input should be
            {'model':'m','models':['a','b','c','d'],'messages':[]}                | models: 'models' array must have 3
            {'model':'m','models':['a'],'fallbacks':[{'model':'b'}],'messages':[]}| fallbacks: cannot be combined
            {'model':'m','fallbacks':[{'model':'b','x':1}],'messages':[]}         | fallbacks.0.x: Extra inputs
            {'model':'m','thinking':{'type':'enabled'},'messages':[]}             | thinking.budget_tokens: Field
            {'model':'m','thinking':{'type':'enabled','budget_tokens':9},'messages':[]} | thinking.budget_tokens: Input
            {'model':'m','tools':[{'name':'f'}],'messages':[{'role':'user','content':'x'}]} | tools.0.input_schema: Field
            {'model':'m','tool_choice':{'type':'x'},'messages':[{'role':'user','content':'x'}]} | tool_choice.type: Input
            {'model':'m','provider':{'sort':'x'},'messages':[{'role':'user','content':'x'}]} | provider.sort
            {'model':'m'                                                          | byte 12
            """)
    void tellsWhatIsWrongWithARequest(String body, String message) {
        assertThat(parse(body, Map.of())).isInstanceOfSatisfying(Parsed.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().message()).contains(message);
        });
    }

    @Test
    void gathersFacts() {
        Facts facts = exchange("{'model':'a/b','fallbacks':[{'model':'c'},{'model':'d'}],'max_tokens':9,'stream':true,"
                + "'temperature':1,'stop_sequences':['x'],'metadata':{'user_id':'u'},'session_id':'s',"
                + "'thinking':{'type':'adaptive'},'output_config':{'format':{'type':'json_schema','schema':{}}},"
                + "'tools':[{'type':'web_search_20250305','name':'web_search'}],'provider':{'only':['p']},"
                + "'messages':[{'role':'user','content':[{'type':'image','source':{}},{'type':'tool_result',"
                + "'tool_use_id':'t','content':[{'type':'document','source':{}}]}]}]}").facts();
        assertThat(facts.model()).isEqualTo("a/b");
        assertThat(facts.models()).containsExactly("c", "d");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxTokens()).hasValue(9);
        assertThat(facts.needs()).containsExactlyInAnyOrder(Need.IMAGE_INPUT, Need.FILE_INPUT, Need.TOOLS,
                Need.STRUCTURED_OUTPUT);
        assertThat(facts.parameters()).containsExactlyInAnyOrder("max_tokens", "temperature", "stop", "tools",
                "reasoning", "response_format", "structured_outputs");
        assertThat(facts.user()).contains("u");
        assertThat(facts.sessionId()).contains("s");
        assertThat(facts.preferences().only()).containsExactly("p");
    }

    @Test
    void takesTheSessionFromTheHeaderUnlessTheBodyNamesOne() {
        var headers = Map.of("X-Session-Id", "h");
        assertThat(accepted(parse("{'model':'m'," + HI + "}", headers)).facts().sessionId()).contains("h");
        assertThat(accepted(parse("{'model':'m','session_id':'b'," + HI + "}", headers)).facts().sessionId())
                .contains("b");
    }

    @Test
    void decodesAWholeConversation() {
        Conversation meaning = exchange("{'model':'m','system':[{'type':'text','text':'s',"
                + "'cache_control':{'type':'ephemeral','ttl':'1h'}}],'messages':["
                + "{'role':'user','content':[{'type':'text','text':'t'},"
                + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AA=='}},"
                + "{'type':'image','source':{'type':'url','url':'https://i'}},"
                + "{'type':'document','title':'d','source':{'type':'text','media_type':'text/plain','data':'hi'}},"
                + "{'type':'document','source':{'type':'content','content':[{'type':'text','text':'a'},"
                + "{'type':'text','text':'b'}]}},"
                + "{'type':'document','source':{'type':'file','file_id':'f'}},"
                + "{'type':'search_result','source':'x'}]},"
                + "{'role':'assistant','content':[{'type':'thinking','thinking':'w','signature':'g'},"
                + "{'type':'redacted_thinking','data':'r'},{'type':'tool_use','id':'1','name':'f','input':{'a': 1}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'1','content':'ok','is_error':true},"
                + "{'type':'tool_result','tool_use_id':'2'},{'type':'text','text':'go on'}]}]}").meaning();
        assertThat(meaning.turns()).extracting(Turn::role).containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT,
                Role.TOOL, Role.TOOL, Role.USER);
        assertThat(meaning.turns().get(0).parts())
                .containsExactly(new Part.Text("s", Optional.of(new CacheControl(Optional.of("1h")))));
        assertThat(meaning.turns().get(1).parts()).containsExactly(text("t"),
                new Part.Image(new Media.Inline("image/png", "AA=="), Optional.empty(), Optional.empty()),
                new Part.Image(new Media.Url("https://i"), Optional.empty(), Optional.empty()),
                new Part.Document(new Media.Inline("text/plain", "aGk="), Optional.of("d"), Optional.empty()),
                new Part.Document(new Media.Inline("text/plain", "YQpi"), Optional.empty(), Optional.empty()),
                new Part.Document(new Media.FileId("f"), Optional.empty(), Optional.empty()),
                new Part.Foreign(Wire.MESSAGES, "search_result", "{\"type\":\"search_result\",\"source\":\"x\"}"));
        assertThat(meaning.turns().get(2).parts()).containsExactly(
                reasoned(Reasoning.Kind.TEXT, "w", Optional.of("g"), 0),
                reasoned(Reasoning.Kind.ENCRYPTED, "r", Optional.empty(), 1),
                new Part.ToolCall("1", "f", "{\"a\": 1}", Optional.empty()));
        assertThat(meaning.turns().get(3).parts())
                .containsExactly(new Part.ToolResult("1", List.of(text("ok")), true, Optional.empty()));
        assertThat(meaning.turns().get(4).parts())
                .containsExactly(new Part.ToolResult("2", List.of(), false, Optional.empty()));
        assertThat(meaning.turns().get(5).parts()).containsExactly(text("go on"));
    }

    @Test
    void decodesWhatSteersTheAnswer() {
        Conversation meaning = exchange("{'model':'m','max_tokens':3000,'temperature':0.5,'top_p':0.9,'top_k':4,"
                + "'stop_sequences':['x'],'thinking':{'type':'enabled','budget_tokens':2000},"
                + "'output_config':{'effort':'low','format':{'type':'json_schema','schema':{'type': 'object'}}},"
                + "'tools':[{'name':'f','description':'d','input_schema':{'type':'object'},'strict':true},"
                + "{'type':'bash_20250124','name':'bash'}],"
                + "'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true},"
                + "'service_tier':'standard_only','plugins':[{'id':'web'}],'cache_control':{'type':'ephemeral'}," + HI
                + "}").meaning();
        assertThat(meaning.tools()).containsExactly(
                new Tool.Function("f", Optional.of("d"), Optional.of("{\"type\":\"object\"}"), Optional.of(true),
                        Optional.empty()),
                new Tool.Foreign(Wire.MESSAGES, "bash_20250124", "{\"type\":\"bash_20250124\",\"name\":\"bash\"}"));
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(meaning.parallelTools()).contains(false);
        assertThat(meaning.sampling().maxTokens()).hasValue(3000);
        assertThat(meaning.sampling().topK()).hasValue(4);
        assertThat(meaning.sampling().stop()).containsExactly("x");
        assertThat(meaning.format()).isInstanceOfSatisfying(Format.JsonSchema.class,
                format -> assertThat(format.schema()).isEqualTo("{\"type\": \"object\"}"));
        assertThat(meaning.thinking().maxTokens()).hasValue(2000);
        assertThat(meaning.verbosity()).contains("low");
        assertThat(meaning.serviceTier()).contains("default");
        assertThat(meaning.further()).containsExactly(Map.entry("plugins", "[{\"id\":\"web\"}]"));
        assertThat(meaning.cache()).contains(new CacheControl(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"INVALID_REQUEST,invalid_request_error", "AUTHENTICATION,authentication_error",
            "PAYMENT_REQUIRED,billing_error", "PERMISSION_DENIED,permission_error", "NOT_FOUND,not_found_error",
            "RATE_LIMIT_EXCEEDED,rate_limit_error", "PROVIDER_OVERLOADED,overloaded_error", "TIMEOUT,timeout_error",
            "SERVER,api_error", "PROVIDER_UNAVAILABLE,api_error"})
    void tellsErrorsInAnthropicsForm(ErrorType type, String word) {
        JsonNode body = Json.mapper().readTree(
                new MessagesDialect().error(Problem.of(type, "why"), Optional.of("gen-1")));
        assertThat(body).isEqualTo(json("{'type':'error','error':{'type':'" + word + "','message':'why','error_type':'"
                + type.text() + "'},'request_id':'gen-1'}"));
        assertThat(Json.mapper().readTree(new MessagesDialect().error(Problem.of(type, "why"), Optional.empty()))
                .path("request_id").isNull()).isTrue();
    }

    @Test
    void tellsAFailureAndASignOfLifeAsEvents() {
        Writer writer = new MessagesDialect().writer(exchange("{'model':'m'," + HI + "}"), Said.answer(true));
        var out = new ByteSink(256);
        writer.idle(out);
        writer.write(Said.of(new Event.Text(0, "x")), out);
        writer.fail(Problem.of(ErrorType.PROVIDER_OVERLOADED, "busy"), Said.SETTLED, out);
        assertThat(out.toString()).startsWith("event: ping\ndata: {\"type\":\"ping\"}\n\n").endsWith("\n\n");
        assertThat(Said.data(out.toString()).getLast()).isEqualTo(json("{'type':'error','error':{'type':"
                + "'overloaded_error','message':'busy','error_type':'provider_overloaded'},'request_id':'gen-1-abc'}"));
    }

    @Test
    void tellsACountOfTokens() {
        var out = new ByteSink(32);
        new MessagesDialect().writeCount(12, out);
        assertThat(out.toString()).isEqualTo("{\"input_tokens\":12}");
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }

    private static Part reasoned(Reasoning.Kind kind, String text, Optional<String> signature, int index) {
        return new Part.Reasoned(new Reasoning(kind, text, signature, Optional.empty(),
                Optional.of(Reasoning.ANTHROPIC), index));
    }

    private static Parsed parse(String body, Map<String, String> headers) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return new MessagesDialect().parse(Operation.GENERATE, bytes, bytes.length, Headers.of(headers));
    }

    private static Exchange accepted(Parsed parsed) {
        return switch (parsed) {
            case Parsed.Accepted(Exchange exchange) -> exchange;
            case Parsed.Refused(Problem problem) -> throw new AssertionError(problem.message());
        };
    }

    private static Exchange exchange(String body) {
        return accepted(parse(body, Map.of()));
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }
}
