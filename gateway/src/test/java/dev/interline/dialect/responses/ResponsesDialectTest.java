package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Need;
import dev.interline.exchange.Parsed;
import dev.interline.exchange.Problem;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ResponsesDialectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'model':'m'}                                                   | input: missing
            {'model':'m','input':null}                                      | input: missing
            {'model':'m','input':7}                                         | input: must be a string or an array
            {'model':'m','input':[]}                                        | input: is empty
            {'model':'m','input':['x']}                                     | input[0]: must be an object
            {'model':'m','input':[{'content':'x'}]}                         | input[0].type: missing
            {'model':'m','input':[{'type':'message','content':'x'}]}        | input[0].role: missing
            {'model':'m','input':[{'role':'tool','content':'x'}]}           | input[0].role: "tool" is not allowed
            {'model':'m','input':[{'role':'user'}]}                         | input[0].content: missing
            {'model':'m','input':[{'role':'user','content':[{'text':'x'}]}]} | input[0].content[0].type: missing
            {'model':'m','input':[{'role':'user','content':[{'type':'input_text'}]}]} | input[0].content[0].text: missing
            {'model':'m','input':[{'role':'user','content':[{'type':'input_image'}]}]} | input[0].content[0].image_url: mis
            {'model':'m','input':[{'role':'user','content':[{'type':'input_file'}]}]} | input[0].content[0].file_data: mis
            {'model':'m','input':[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'x'}}]}]} | input_audio.format
            {'model':'m','input':[{'type':'function_call','call_id':'c','name':'f'}]} | input[0].arguments: missing
            {'model':'m','input':[{'type':'function_call_output','call_id':'c'}]} | input[0].output: missing
            {'model':'m','input':[{'type':'item_reference','id':'msg_1'}]}  | item_reference is not supported
            {'model':'m','input':'x','store':true}                          | store: true is not supported
            {'model':'m','input':'x','previous_response_id':'resp_1'}       | previous_response_id: is not supported
            {'model':'m','input':'x','conversation':'c'}                    | conversation: is not supported
            {'model':'m','input':'x','background':true}                     | background: true is not supported
            {'model':'m','input':'x','prompt':{'id':'p'}}                   | prompt: is not supported
            {'model':'m','input':'x','max_output_tokens':0}                 | max_output_tokens: 0 is not allowed
            {'model':'m','input':'x','temperature':3}                       | temperature: 3 is not allowed
            {'model':'m','input':'x','top_logprobs':21}                     | top_logprobs: 21 is not allowed
            {'model':'m','input':'x','truncation':'some'}                   | truncation: "some" is not allowed
            {'model':'m','input':'x','include':['all']}                     | include[0]: "all" is not allowed
            {'model':'m','input':'x','models':['a','b','c','d']}            | 'models' array must have 3 items or fewer.
            {'model':'m','input':'x','metadata':{'a':1}}                    | metadata.a: must be a string
            {'model':'m','input':'x','instructions':['a']}                  | instructions: must be a string
            {'model':'m','input':'x','tools':[{'name':'f'}]}                | tools[0].type: missing
            {'model':'m','input':'x','tools':[{'type':'function','function':{'name':'f'}}]} | tools[0].name: missing
            {'model':'m','input':'x','tool_choice':'any'}                   | tool_choice: "any" is not allowed
            {'model':'m','input':'x','tool_choice':{'type':'function'}}     | tool_choice.name: missing
            {'model':'m','input':'x','tool_choice':{'type':'allowed_tools','mode':'auto'}} | tool_choice.tools: missing
            {'model':'m','input':'x','tool_choice':{'type':'file_search'}}  | tool_choice.type: 'file_search' cannot
            {'model':'m','input':'x','reasoning':{'effort':'huge'}}         | reasoning.effort: "huge" is not allowed
            {'model':'m','input':'x','reasoning':{'effort':'low','max_tokens':5}} | reasoning: only one of
            {'model':'m','input':'x','text':{'format':{'type':'xml'}}}      | text.format.type: "xml" is not allowed
            {'model':'m','input':'x','text':{'format':{'type':'json_schema','name':'n'}}} | text.format.schema: missing
            {'model':'m','input':'x','text':{'format':{'type':'json_schema','schema':{}}}} | text.format.name: missing
            {'model':'m','input':'x','text':{'verbosity':'loud'}}           | text.verbosity: "loud" is not allowed
            {'model':'m','input':'x','provider':{'sort':'x'}}               | provider.sort
            {'model':'m'                                                    | byte 12
            """)
    void tellsWhatIsWrongWithARequest(String body, String message) {
        assertThat(Asked.parse(body, Map.of())).isInstanceOfSatisfying(Parsed.Refused.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().message()).contains(message);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'model':'m','input':'x','store':false,'previous_response_id':null,'background':false,'prompt':null}
            {'model':'m','input':'x','store':null,'background':null,'metadata':null,'tools':null,'reasoning':null}
            {'model':'m','input':'x','text':null,'include':null,'user':null,'tool_choice':null,'temperature':null}
            {'model':'m','input':[{'role':'assistant','content':null},{'role':'user','content':'x','x_new':[1]}],'x_new':{}}
            {'model':'m','input':[{'type':'compaction','encrypted_content':'x'},{'type':'web_search_call','action':{}}]}
            {'model':'m','input':[{'type':'reasoning','id':'rs_1','summary':[]},{'role':'user','content':[]}]}
            {'model':'m','input':'x','tools':[{'type':'web_search'},{'type':'openrouter:datetime','parameters':{}}]}
            """)
    void letsThroughWhatDoesNoHarm(String body) {
        assertThat(Asked.parse(body, Map.of())).isInstanceOf(Parsed.Accepted.class);
    }

    @Test
    void gathersFacts() {
        Facts facts = Asked.exchange("{'model':'a/b','models':['c','d'],'max_output_tokens':9,'stream':true,"
                + "'temperature':1,'safety_identifier':'u','session_id':'s','top_logprobs':3,"
                + "'reasoning':{'max_tokens':700},'text':{'verbosity':'low','format':{'type':'json_schema',"
                + "'name':'n','schema':{}}},'tools':[{'type':'function','name':'f','parameters':{}}],"
                + "'tool_choice':'required','provider':{'only':['p']},'modalities':['text','image'],"
                + "'input':[{'role':'user','content':[{'type':'input_image','image_url':'https://i'}]},"
                + "{'type':'function_call_output','call_id':'c','output':[{'type':'input_file','file_id':'f'}]}]}")
                .facts();
        assertThat(facts.model()).isEqualTo("a/b");
        assertThat(facts.models()).containsExactly("c", "d");
        assertThat(facts.stream()).isTrue();
        assertThat(facts.maxTokens()).hasValue(9);
        assertThat(facts.needs()).containsExactlyInAnyOrder(Need.IMAGE_INPUT, Need.FILE_INPUT, Need.TOOLS,
                Need.STRUCTURED_OUTPUT, Need.IMAGE_OUTPUT);
        assertThat(facts.parameters()).containsExactlyInAnyOrder("max_tokens", "temperature", "tools", "tool_choice",
                "reasoning", "response_format", "verbosity", "logprobs", "top_logprobs");
        assertThat(facts.user()).contains("u");
        assertThat(facts.sessionId()).contains("s");
        assertThat(facts.preferences().only()).containsExactly("p");
        assertThat(facts.output().thinking()).isEqualTo(700);
        assertThat(facts.prompt().images()).isEqualTo(1);
        assertThat(facts.prompt().open()).isTrue();
    }

    @Test
    void takesTheSessionFromTheHeaderUnlessTheBodyNamesOne() {
        var headers = Map.of("X-Session-Id", "h");
        assertThat(Asked.accepted(Asked.parse("{'input':'x'}", headers)).facts().sessionId()).contains("h");
        assertThat(Asked.accepted(Asked.parse("{'input':'x','session_id':'b'}", headers)).facts().sessionId())
                .contains("b");
    }

    @ParameterizedTest
    @CsvSource({"INVALID_REQUEST,invalid_request_error,invalid_prompt",
            "AUTHENTICATION,invalid_request_error,server_error",
            "CONTEXT_LENGTH_EXCEEDED,invalid_request_error,invalid_prompt",
            "RATE_LIMIT_EXCEEDED,rate_limit_error,rate_limit_exceeded",
            "CONTENT_POLICY_VIOLATION,invalid_request_error,image_content_policy_violation",
            "PROVIDER_OVERLOADED,server_error,server_error", "TIMEOUT,timeout_error,server_error"})
    void tellsErrorsAsOpenRouterDoes(ErrorType type, String word, String code) {
        JsonNode body = error(Problem.of(type, "why").with("param", "input"), Optional.of("gen-1"));
        assertThat(body).isEqualTo(Asked.json("{'error':{'code':" + type.status() + ",'message':'why','type':'" + word
                + "','metadata':{'code':'" + code + "','error_type':'" + type.text() + "','param':'input'}},"
                + "'error_type':'" + type.text() + "','id':'gen-1','metadata':null,'user_id':null}"));
    }

    @Test
    void keepsAMorePreciseWordOfAnError() {
        JsonNode body = error(Problem.of(ErrorType.AUTHENTICATION, "why").with("code", "invalid_api_key"),
                Optional.empty());
        assertThat(body.at("/error/metadata/code").asString()).isEqualTo("invalid_api_key");
        assertThat(body.has("id")).isFalse();
    }

    private static JsonNode error(Problem problem, Optional<String> generation) {
        return Json.mapper().readTree(new ResponsesDialect(InstantSource.system()).error(problem, generation));
    }
}
