package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.dialect.chat.ChatDialect;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Prepared;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Chat completions written as Anthropic's messages. */
class WrittenRequestTest {
    private static final String USER = "{'role':'user','content':'hi'}";

    @Test
    void putsLeadingSystemTurnsIntoTheSystemPrompt() {
        JsonNode sent = sent("'messages':[{'role':'system','content':'a'},{'role':'developer','content':'b'}," + USER
                + "]");
        assertThat(sent.at("/system")).isEqualTo(json("[{'type':'text','text':'a'},{'type':'text','text':'b'}]"));
        assertThat(sent.at("/messages")).isEqualTo(json("[{'role':'user','content':[{'type':'text','text':'hi'}]}]"));
        assertThat(sent.at("/model").asString()).isEqualTo("claude-sonnet-4-5");
    }

    @Test
    void keepsLaterSystemTurnsWhereTheyAre() {
        String messages = "'messages':[" + USER + ",{'role':'assistant','content':'x'}," + USER
                + ",{'role':'system','content':'now in French'}]";
        assertThat(sent(messages).at("/messages/2/content/1/text").asString()).isEqualTo("now in French");
        assertThat(sent("claude-opus-4-8", messages).at("/messages/3/role").asString()).isEqualTo("system");
    }

    @Test
    void makesAUsersMessageOfAConversationThatIsOnlySystem() {
        JsonNode sent = sent("'messages':[{'role':'system','content':'say hi'}]");
        assertThat(sent.has("system")).isFalse();
        assertThat(sent.at("/messages/0/role").asString()).isEqualTo("user");
    }

    @Test
    void fillsInTheMaxTokensThatAnthropicDemands() {
        assertThat(sent("'messages':[" + USER + "]").path("max_tokens").asInt()).isEqualTo(64_000);
        assertThat(sent("'max_tokens':5,'messages':[" + USER + "]").path("max_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void mergesTheResultsOfParallelCallsIntoOneMessage() {
        JsonNode sent = sent("'messages':[" + USER + ",{'role':'assistant','content':null,'tool_calls':["
                + "{'id':'call.1','type':'function','function':{'name':'f','arguments':'{\\'a\\':1}'}},"
                + "{'id':'call.2','type':'function','function':{'name':'g','arguments':''}}]},"
                + "{'role':'tool','tool_call_id':'call.1','content':'one'},"
                + "{'role':'tool','tool_call_id':'call.2','content':[{'type':'text','text':'two'},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]");
        assertThat(sent.at("/messages/1/content")).isEqualTo(json("[{'type':'tool_use','id':'call_1','name':'f',"
                + "'input':{'a':1}},{'type':'tool_use','id':'call_2','name':'g','input':{}}]"));
        assertThat(sent.at("/messages/2")).isEqualTo(json("{'role':'user','content':["
                + "{'type':'tool_result','tool_use_id':'call_1','content':[{'type':'text','text':'one'}]},"
                + "{'type':'tool_result','tool_use_id':'call_2','content':[{'type':'text','text':'two'},"
                + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}]}]}"));
    }

    @Test
    void sendsImagesAndDocuments() {
        JsonNode content = sent("'messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'https://a/b.png'},'cache_control':{'type':'ephemeral'}},"
                + "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,JVBE'}},"
                + "{'type':'file','file':{'filename':'b.txt','file_data':'data:text/plain;base64,aGk='}},"
                + "{'type':'file','file':{'file_data':'https://a/c.pdf'}}]}]").at("/messages/0/content");
        assertThat(content).isEqualTo(json("[{'type':'image','source':{'type':'url','url':'https://a/b.png'},"
                + "'cache_control':{'type':'ephemeral'}},"
                + "{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'JVBE'},"
                + "'title':'a.pdf'},"
                + "{'type':'document','source':{'type':'text','media_type':'text/plain','data':'hi'},'title':'b.txt'},"
                + "{'type':'document','source':{'type':'url','url':'https://a/c.pdf'}}]"));
    }

    @Test
    void saysWhichPartCannotBeSent() {
        String audio = "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}";
        Prepared prepared = prepare("claude-sonnet-4-5",
                "'messages':[{'role':'user','content':[{'type':'text','text':'x'}," + audio + "]}]", Map.of());
        assertThat(prepared).isInstanceOfSatisfying(Prepared.Inexpressible.class,
                no -> assertThat(no.problem().message()).contains("audio"));
    }

    @Test
    void leavesOutTextWithoutAVisibleCharacter() {
        JsonNode sent = sent("'messages':[" + USER + ",{'role':'assistant','content':'  '}," + USER + "]");
        assertThat(sent.at("/messages")).hasSize(2);
    }

    @Test
    void stripsTheEndOfAPrefill() {
        JsonNode sent = sent("'messages':[" + USER + ",{'role':'assistant','content':'It is \\n'}]");
        assertThat(sent.at("/messages/1/content/0/text").asString()).isEqualTo("It is");
    }

    @Test
    void sendsBackOnlyTheReasoningThatClaudeSigned() {
        JsonNode sent = sent("'messages':[" + USER + ",{'role':'assistant','content':'x','reasoning_details':["
                + "{'type':'reasoning.text','text':'a','format':'anthropic-claude-v1','index':0},"
                + "{'type':'reasoning.text','signature':'s','format':'anthropic-claude-v1','index':0},"
                + "{'type':'reasoning.encrypted','data':'d','format':'anthropic-claude-v1','index':1},"
                + "{'type':'reasoning.encrypted','data':'e','format':'openai-responses-v1','index':2},"
                + "{'type':'reasoning.text','text':'unsigned','format':'anthropic-claude-v1','index':3}]}," + USER
                + "]");
        assertThat(sent.at("/messages/1/content")).isEqualTo(json("["
                + "{'type':'thinking','thinking':'a','signature':'s'},{'type':'redacted_thinking','data':'d'},"
                + "{'type':'text','text':'x'}]"));
    }

    @Test
    void writesToolsAndTheChoiceAmongThem() {
        String tools = "'tools':[{'type':'function','function':{'name':'f','description':'d','strict':true,"
                + "'parameters':{'type':'object','properties':{'a':{'type':'string'}}}}},"
                + "{'type':'function','function':{'name':'g'}}],'messages':[" + USER + "]";
        JsonNode sent = sent(tools);
        assertThat(sent.at("/tools/0")).isEqualTo(json("{'name':'f','description':'d','input_schema':"
                + "{'type':'object','properties':{'a':{'type':'string'}}}}"));
        assertThat(sent.at("/tools/1/input_schema/type").asString()).isEqualTo("object");
        assertThat(sent.has("tool_choice")).isFalse();
        assertThat(sent("'tool_choice':'required'," + tools).at("/tool_choice")).isEqualTo(json("{'type':'any'}"));
        assertThat(sent("'tool_choice':'none'," + tools).at("/tool_choice")).isEqualTo(json("{'type':'none'}"));
        assertThat(sent("'tool_choice':{'type':'function','function':{'name':'g'}},'parallel_tool_calls':false,"
                + tools).at("/tool_choice"))
                .isEqualTo(json("{'type':'tool','name':'g','disable_parallel_tool_use':true}"));
        assertThat(sent("'parallel_tool_calls':false," + tools).at("/tool_choice"))
                .isEqualTo(json("{'type':'auto','disable_parallel_tool_use':true}"));
    }

    @Test
    void passesStrictToolsOnWithTheBetaThatKnowsThem() {
        String tools = "'tools':[{'type':'function','function':{'name':'f','strict':true,"
                + "'parameters':{'type':'object','properties':{}}}}],'messages':[" + USER + "]";
        var call = (Prepared.Call) prepare("claude-sonnet-4-5", tools,
                Map.of("x-anthropic-beta", "structured-outputs-2025-11-13, a", "anthropic-beta", "a,b"));
        assertThat(call.headers()).containsEntry("anthropic-beta", "a,b,structured-outputs-2025-11-13")
                .containsEntry("anthropic-version", "2023-06-01");
        assertThat(Json.mapper().readTree(call.body().toBytes()).at("/tools/0/strict").asBoolean()).isTrue();
    }

    @Test
    void asksForASchemaWhereTheModelKnowsSchemas() {
        String request = "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':"
                + "{'type':'object','properties':{'a':{'type':'object','properties':{}}}}}},'messages':[" + USER + "]";
        JsonNode format = sent(request).at("/output_config/format");
        assertThat(format).isEqualTo(json("{'type':'json_schema','schema':{'type':'object','properties':"
                + "{'a':{'type':'object','properties':{},'additionalProperties':false}},'additionalProperties':false}}"));
        JsonNode older = sent("claude-3-haiku-20240307", request);
        assertThat(older.has("output_config")).isFalse();
        assertThat(older.at("/system/0/text").asString()).contains("JSON Schema").contains("\"properties\"");
    }

    @Test
    void asksForAJsonObjectInWords() {
        JsonNode sent = sent("'response_format':{'type':'json_object'},'messages':[{'role':'system','content':'s'},"
                + USER + "]");
        assertThat(sent.at("/system/1/text").asString()).contains("JSON object");
    }

    @ParameterizedTest
    @CsvSource({"minimal,10000,1024", "low,10000,2000", "medium,10000,5000", "high,10000,8000", "xhigh,10000,9500",
            "max,10000,9500", "high,1100,1024", "high,200000,128000"})
    void turnsAnEffortIntoABudget(String effort, long maxTokens, long budget) {
        JsonNode sent = sent("'max_tokens':" + maxTokens + ",'temperature':0.3,'top_k':5,'reasoning':{'effort':'"
                + effort + "'},'messages':[" + USER + "]");
        assertThat(sent.at("/thinking")).isEqualTo(json("{'type':'enabled','budget_tokens':" + budget + "}"));
        assertThat(sent.path("max_tokens").asLong()).isEqualTo(maxTokens);
        assertThat(sent.has("temperature")).isFalse();
        assertThat(sent.has("top_k")).isFalse();
    }

    @Test
    void neverRaisesTheClientsBoundForABudget() {
        assertThat(sent("'max_tokens':4000,'reasoning':{'max_tokens':9000},'messages':[" + USER + "]")
                .at("/thinking/budget_tokens").asInt()).isEqualTo(3999);
        assertThat(sent("'max_tokens':500,'reasoning':{'effort':'high'},'messages':[" + USER + "]").has("thinking"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"claude-opus-4-6,xhigh,high", "claude-opus-4-7,xhigh,xhigh", "claude-sonnet-5,minimal,low",
            "claude-opus-4-8,max,max"})
    void letsNewerModelsDecideHowLongTheyThink(String model, String effort, String sentEffort) {
        JsonNode sent = sent(model, "'reasoning':{'effort':'" + effort + "'},'messages':[" + USER + "]");
        assertThat(sent.at("/thinking/type").asString()).isEqualTo("adaptive");
        assertThat(sent.at("/output_config/effort").asString()).isEqualTo(sentEffort);
    }

    @Test
    void showsTheThinkingOfModelsThatHideIt() {
        assertThat(sent("claude-opus-4-7", "'reasoning':{'enabled':true},'messages':[" + USER + "]").at("/thinking"))
                .isEqualTo(json("{'type':'adaptive','display':'summarized'}"));
    }

    @Test
    void switchesThinkingOffOnlyWhereItIsOnByItself() {
        String none = "'reasoning':{'effort':'none'},'messages':[" + USER + "]";
        assertThat(sent("claude-sonnet-4-5", none).has("thinking")).isFalse();
        assertThat(sent("claude-sonnet-5", none).at("/thinking/type").asString()).isEqualTo("disabled");
    }

    @Test
    void doesNotThinkWhenAToolIsForced() {
        JsonNode sent = sent("'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'required',"
                + "'reasoning':{'effort':'high'},'messages':[" + USER + "]");
        assertThat(sent.has("thinking")).isFalse();
    }

    @Test
    void doesNotThinkOnABudgetAboutToolResultsWhoseReasoningIsGone() {
        String loop = "'reasoning':{'effort':'high'},'messages':[" + USER + ",{'role':'assistant','content':null,"
                + "'tool_calls':[{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'a','content':'one'}]";
        assertThat(sent(loop).has("thinking")).isFalse();
        assertThat(sent("claude-opus-4-6", loop).at("/thinking/type").asString()).isEqualTo("adaptive");
    }

    @Test
    void keepsSamplingWithinWhatTheModelAccepts() {
        JsonNode sent = sent("'temperature':1.7,'top_p':0.9,'top_k':7,'stop':['a',' '],'seed':1,'messages':[" + USER
                + "]");
        assertThat(sent.path("temperature").asInt()).isEqualTo(1);
        assertThat(sent.has("top_p")).isFalse();
        assertThat(sent.path("top_k").asInt()).isEqualTo(7);
        assertThat(sent.path("stop_sequences")).isEqualTo(json("['a']"));
        assertThat(sent.has("seed")).isFalse();
        JsonNode newer = sent("claude-opus-4-7", "'temperature':0.5,'top_p':0.9,'messages':[" + USER + "]");
        assertThat(newer.has("temperature")).isFalse();
        assertThat(newer.has("top_p")).isFalse();
    }

    @Test
    void tellsAnthropicTheEndUser() {
        assertThat(sent("'user':'u1','messages':[" + USER + "]").at("/metadata/user_id").asString()).isEqualTo("u1");
    }

    private static JsonNode sent(String members) {
        return sent("claude-sonnet-4-5", members);
    }

    private static JsonNode sent(String model, String members) {
        return switch (prepare(model, members, Map.of())) {
            case Prepared.Call call -> Json.mapper().readTree(call.body().toBytes());
            case Prepared.Inexpressible no -> throw new AssertionError(no.problem().message());
            case Prepared.Local _ -> throw new AssertionError();
        };
    }

    private static Prepared prepare(String model, String members, Map<String, String> headers) {
        byte[] body = json("{'model':'anthropic/claude-x'," + members + "}").toString()
                .getBytes(StandardCharsets.UTF_8);
        return switch (new ChatDialect().parse(Operation.GENERATE, body, body.length, Headers.of(headers))) {
            case Parsed.Accepted(Exchange exchange) -> new AnthropicProvider().prepare(exchange, Play.target(model));
            case Parsed.Refused(var problem) -> throw new AssertionError(problem.message());
        };
    }

    /** JSON with single quotes for double ones; a quote inside of a string is written {@code \'}. */
    private static JsonNode json(String text) {
        return Json.mapper().readTree(text.replace("\\'", "\\\"").replace('\'', '"'));
    }
}
