package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Role;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestMeaningTest {
    @Test
    void takesAStringForWhatTheUserSays() {
        Conversation meaning = meaning("{'model':'m','instructions':'be brief','input':'hi'}");
        assertThat(meaning.turns()).containsExactly(turn(Role.SYSTEM, text("be brief")), turn(Role.USER, text("hi")));
        assertThat(meaning.thinking()).isEqualTo(Thinking.UNSAID);
        assertThat(meaning.format()).isEqualTo(new Format.Text());
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Auto());
    }

    @Test
    void decodesAWholeConversation() {
        Conversation meaning = meaning("{'model':'m','input':["
                + "{'role':'developer','content':'d'},"
                + "{'type':'message','role':'user','content':[{'type':'input_text','text':'t'},"
                + "{'type':'input_image','detail':'high','image_url':'data:image/png;base64,AA=='},"
                + "{'type':'input_image','image_url':'https://i'},{'type':'input_image','file_id':'f1'},"
                + "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,BB=='},"
                + "{'type':'input_file','file_data':'CC=='},{'type':'input_file','file_url':'https://f'},"
                + "{'type':'input_audio','input_audio':{'data':'DD==','format':'wav'}},"
                + "{'type':'input_video','video_url':'https://v'},{'type':'input_new','x':1}]},"
                + "{'type':'reasoning','id':'r1','summary':[],'content':[{'type':'reasoning_text','text':'w'}],"
                + "'signature':'g','format':'anthropic-claude-v1'},"
                + "{'type':'message','id':'m1','status':'completed','role':'assistant','content':["
                + "{'type':'output_text','text':'let me look','annotations':[]},{'type':'refusal','refusal':'no'}]},"
                + "{'type':'function_call','id':'fc_1','call_id':'c1','name':'f','arguments':'{}'},"
                + "{'type':'function_call','id':'fc_2','call_id':'c2','name':'g','arguments':'{\\\"a\\\":1}'},"
                + "{'type':'function_call_output','call_id':'c1','output':'one'},"
                + "{'type':'function_call_output','call_id':'c2','output':[{'type':'input_text','text':'two'}]},"
                + "{'role':'assistant','content':'done'},{'role':'system','content':'s'}]}");
        assertThat(meaning.turns()).containsExactly(turn(Role.DEVELOPER, text("d")),
                turn(Role.USER, text("t"),
                        new Part.Image(new Media.Inline("image/png", "AA=="), Optional.of("high"), Optional.empty()),
                        new Part.Image(new Media.Url("https://i"), Optional.empty(), Optional.empty()),
                        new Part.Image(new Media.FileId("f1"), Optional.empty(), Optional.empty()),
                        new Part.Document(new Media.Inline("application/pdf", "BB=="), Optional.of("a.pdf"),
                                Optional.empty()),
                        new Part.Document(new Media.Inline("application/pdf", "CC=="), Optional.empty(),
                                Optional.empty()),
                        new Part.Document(new Media.Url("https://f"), Optional.empty(), Optional.empty()),
                        new Part.Audio("DD==", "wav", Optional.empty()),
                        new Part.Video(new Media.Url("https://v"), Optional.empty()),
                        new Part.Foreign(Wire.RESPONSES, "input_new", "{\"type\":\"input_new\",\"x\":1}")),
                turn(Role.ASSISTANT,
                        new Part.Reasoned(new Reasoning(Reasoning.Kind.TEXT, "w", Optional.of("g"), Optional.empty(),
                                Optional.of(Reasoning.ANTHROPIC), 0)),
                        text("let me look"), new Part.Refused("no"),
                        new Part.ToolCall("c1", "f", "{}", Optional.empty()),
                        new Part.ToolCall("c2", "g", "{\"a\":1}", Optional.empty())),
                turn(Role.TOOL, new Part.ToolResult("c1", List.of(text("one")), false, Optional.empty())),
                turn(Role.TOOL, new Part.ToolResult("c2", List.of(text("two")), false, Optional.empty())),
                turn(Role.ASSISTANT, text("done")), turn(Role.SYSTEM, text("s")));
    }

    @Test
    void decodesWhatSteersTheAnswer() {
        Conversation meaning =
                meaning("{'model':'m','input':'x','max_output_tokens':3000,'temperature':0.5,'top_p':0.9,"
                        + "'top_k':4,'frequency_penalty':-0.25,'presence_penalty':1e-400,'reasoning':{'effort':'high',"
                        + "'summary':'auto'},'text':{'verbosity':'low','format':{'type':'json_schema','name':'n','strict':true,"
                        + "'schema':{'type': 'object'}}},'tools':[{'type':'function','name':'f','description':'d',"
                        + "'parameters':{'type': 'object'},'strict':true},{'type':'web_search','filters':{}}],"
                        + "'tool_choice':{'type':'function','name':'f'},'parallel_tool_calls':false,'service_tier':'flex',"
                        + "'user':'u'}");
        assertThat(meaning.tools()).containsExactly(
                new Tool.Function("f", Optional.of("d"), Optional.of("{\"type\": \"object\"}"), Optional.of(true),
                        Optional.empty()),
                new Tool.Foreign(Wire.RESPONSES, "web_search", "{\"type\":\"web_search\",\"filters\":{}}"));
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Named("f"));
        assertThat(meaning.parallelTools()).contains(false);
        assertThat(meaning.sampling().maxTokens()).hasValue(3000);
        assertThat(meaning.sampling().temperature()).contains(new BigDecimal("0.5"));
        assertThat(meaning.sampling().frequencyPenalty()).contains(new BigDecimal("-0.25"));
        assertThat(meaning.sampling().topK()).hasValue(4);
        assertThat(meaning.format()).isEqualTo(
                new Format.JsonSchema("n", Optional.empty(), "{\"type\": \"object\"}", Optional.of(true)));
        assertThat(meaning.thinking()).isEqualTo(
                new Thinking(Optional.empty(), Optional.of("high"), OptionalLong.empty(), false, false));
        assertThat(meaning.verbosity()).contains("low");
        assertThat(meaning.serviceTier()).contains("flex");
        assertThat(meaning.user()).contains("u");
    }

    @Test
    void keepsWhatChatCallsAlike() {
        assertThat(meaning("{'input':'x','modalities':['text','image'],'image_config':{'a': 1},'session_id':'s',"
                + "'prompt_cache_key':'k','metadata':{'a':'b'},'top_logprobs':2}").further())
                .containsOnly(Map.entry("modalities", "[\"text\",\"image\"]"), Map.entry("image_config", "{\"a\": 1}"),
                        Map.entry("session_id", "\"s\""), Map.entry("prompt_cache_key", "\"k\""),
                        Map.entry("top_logprobs", "2"), Map.entry("logprobs", "true"));
        assertThat(meaning("{'input':'x','include':['message.output_text.logprobs']}").further())
                .containsOnly(Map.entry("logprobs", "true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'none'                                                                                   | None   | f,g
            'required'                                                                               | Required | f,g
            {'type':'allowed_tools','mode':'auto','tools':[{'type':'function','name':'g'}]}          | Auto   | g
            {'type':'allowed_tools','mode':'required','tools':[{'type':'function','name':'f'}]}      | Required | f
            """)
    void offersWhatMayBeChosen(String choice, String kind, String offered) {
        Conversation meaning = meaning("{'input':'x','tools':[{'type':'function','name':'f'},{'type':'function',"
                + "'name':'g'}],'tool_choice':" + choice + "}");
        assertThat(meaning.toolChoice().getClass().getSimpleName()).isEqualTo(kind);
        assertThat(meaning.tools()).extracting(tool -> ((Tool.Function) tool).name())
                .containsExactly(offered.split(","));
    }

    @Test
    void turnsCustomToolsIntoFunctionsOfOneText() {
        Conversation meaning = meaning("{'tools':[{'type':'custom','name':'p','description':'patches','format':{"
                + "'type':'grammar','syntax':'lark','definition':'start: x'}}],'tool_choice':{'type':'custom',"
                + "'name':'p'},'input':[{'type':'custom_tool_call','call_id':'c','name':'p','input':'a\\nb'},"
                + "{'type':'custom_tool_call_output','call_id':'c','output':'ok'}]}");
        assertThat(meaning.tools()).singleElement().isInstanceOfSatisfying(Tool.Function.class, tool -> {
            assertThat(tool.name()).isEqualTo("p");
            assertThat(tool.description()).contains("patches\n\nThe input must follow this lark grammar:\nstart: x");
            assertThat(tool.schema().orElseThrow()).contains("\"input\"");
        });
        assertThat(meaning.toolChoice()).isEqualTo(new ToolChoice.Named("p"));
        assertThat(meaning.turns()).containsExactly(
                turn(Role.ASSISTANT, new Part.ToolCall("c", "p", "{\"input\":\"a\\nb\"}", Optional.empty())),
                turn(Role.TOOL, new Part.ToolResult("c", List.of(text("ok")), false, Optional.empty())));
    }

    @Test
    void takesEncryptedContentThatItDidNotWriteForOpenAis() {
        Conversation meaning = meaning("{'input':[{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text',"
                + "'text':'s'},{'type':'summary_text','text':'t'}],'encrypted_content':'abc'}]}");
        assertThat(meaning.turns()).containsExactly(turn(Role.ASSISTANT,
                new Part.Reasoned(new Reasoning(Reasoning.Kind.SUMMARY, "s\n\nt", Optional.empty(),
                        Optional.of("rs_1"), Optional.of("openai-responses-v1"), 0)),
                new Part.Reasoned(new Reasoning(Reasoning.Kind.ENCRYPTED, "abc", Optional.empty(),
                        Optional.of("rs_1"), Optional.of("openai-responses-v1"), 0))));
    }

    private static Conversation meaning(String body) {
        return Asked.exchange(body).meaning();
    }

    private static Turn turn(Role role, Part... parts) {
        return new Turn(role, List.of(parts), Optional.empty());
    }

    private static Part text(String text) {
        return new Part.Text(text, Optional.empty());
    }
}
