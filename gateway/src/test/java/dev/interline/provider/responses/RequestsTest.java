package dev.interline.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.Json;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Prepared;
import dev.interline.exchange.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What upstreams of this wire are asked. */
class RequestsTest {
    private static JsonNode sent(Exchange exchange, Target target) {
        return switch (Play.PROVIDER.prepare(exchange, target)) {
            case Prepared.Call call -> {
                assertThat(call.path()).isEqualTo("/responses");
                yield Json.mapper().readTree(call.body().toBytes());
            }
            case Prepared.Inexpressible(var problem) -> throw new AssertionError(problem.message());
            case Prepared.Local _ -> throw new AssertionError("local");
        };
    }

    private static JsonNode sent(Exchange exchange) {
        return sent(exchange, Play.target("gpt-x"));
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void changesOnlyWhatIsOurs() {
        var body = sent(Play.responses("{'model':'m','input':[{'role':'user','content':'Hi'}],'new_member':{'a':[1]},"
                + "'prompt_cache_key':'k','truncation':'auto','models':['x/y'],'provider':{'order':['z']},'user':'ada',"
                + "'service_tier':'standard','include':['message.output_text.logprobs'],'max_output_tokens':50,"
                + "'reasoning':{'effort':'low','summary':'auto'},'stream':true}"));
        assertThat(body.path("model").asString()).isEqualTo("gpt-x");
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.path("new_member")).isEqualTo(json("{'a':[1]}"));
        assertThat(body.path("prompt_cache_key").asString()).isEqualTo("k");
        assertThat(body.path("truncation").asString()).isEqualTo("auto");
        assertThat(body.path("service_tier").asString()).isEqualTo("default");
        assertThat(body.path("include")).isEqualTo(json("['message.output_text.logprobs']"));
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("reasoning")).isEqualTo(json("{'effort':'low','summary':'auto'}"));
        assertThat(body.path("safety_identifier").asString()).isNotEqualTo("ada").hasSize(32);
        assertThat(body.has("models") || body.has("provider") || body.has("user")).isFalse();
        assertThat(body.path("input")).isEqualTo(json("[{'role':'user','content':'Hi'}]"));
    }

    @Test
    void saysBudgetsInWords() {
        assertThat(sent(Play.responses("{'model':'m','input':'x','max_output_tokens':10000,"
                + "'reasoning':{'max_tokens':5000}}")).path("reasoning")).isEqualTo(json("{'effort':'medium'}"));
        assertThat(sent(Play.responses("{'model':'m','input':'x','reasoning':{'enabled':false}}")).path("reasoning"))
                .isEqualTo(json("{'effort':'none'}"));
    }

    @Test
    void asksOnlyWhatIsDeclared() {
        var body = sent(Play.responses("{'model':'m','input':'x','temperature':1,'top_p':1,'top_k':3,"
                + "'reasoning':{'effort':'low'}}"), Play.target("m", "temperature"));
        assertThat(body.has("temperature")).isTrue();
        assertThat(body.has("top_p") || body.has("top_k") || body.has("reasoning")).isFalse();
    }

    /** Reasoning that came here through another wire travelled sealed; what another provider made stays here. */
    @Test
    void givesReasoningBackToWhomItBelongs() {
        String ours = seal("{\"type\":\"reasoning.encrypted\",\"format\":\"openai-responses-v1\",\"id\":\"rs_up\","
                + "\"data\":\"c2VjcmV0\"}");
        String claudes = seal("{\"type\":\"reasoning.text\",\"format\":\"anthropic-claude-v1\",\"signature\":\"s\"}");
        var input = sent(Play.responses("{'model':'m','input':[{'role':'user','content':'Hi'},"
                + "{'type':'reasoning','id':'rs_a','summary':[],'encrypted_content':'" + ours
                + "','format':'openai-responses-v1','status':'completed'},"
                + "{'type':'reasoning','id':'rs_b','summary':[],'encrypted_content':'" + claudes + "','signature':'s'},"
                + "{'type':'reasoning','id':'rs_c','summary':[],'encrypted_content':'own'},"
                + "{'type':'reasoning','id':'rs_d','summary':[{'type':'summary_text','text':'hm'}]}]}")).path("input");
        assertThat(input)
                .isEqualTo(json("[{'role':'user','content':'Hi'},{'type':'reasoning','id':'rs_up','summary':[],"
                        + "'encrypted_content':'c2VjcmV0','status':'completed'},"
                        + "{'type':'reasoning','id':'rs_c','summary':[],'encrypted_content':'own'}]"));
    }

    private static String seal(String json) {
        return "openrouter.reasoning:"
                + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesToolsThatOnlyOpenRouterRuns() {
        assertThat(
                Play.PROVIDER.prepare(Play.responses("{'model':'m','input':'x','tools':[{'type':'openrouter:web'}]}"),
                        Play.target("m")))
                .isInstanceOf(Prepared.Inexpressible.class);
        assertThat(sent(Play.responses("{'model':'m','input':'x','tools':[{'type':'web_search'}]}")).at("/tools/0/type")
                .asString()).isEqualTo("web_search");
    }

    @Test
    void translatesChat() {
        var body = sent(Play.chat("{'model':'m','max_tokens':50,'temperature':0.5,'stop':['x'],'user':'ada',"
                + "'reasoning':{'effort':'low'},'logprobs':true,'top_logprobs':2,'prompt_cache_key':'k',"
                + "'response_format':{'type':'json_schema','json_schema':{'name':'s','schema':{'type':'object'},"
                + "'strict':true}},'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}],"
                + "'tool_choice':{'type':'function','function':{'name':'look'}},'parallel_tool_calls':false,"
                + "'messages':[{'role':'system','content':'Be brief'},{'role':'user','content':[{'type':'text',"
                + "'text':'Hi'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}},"
                + "{'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AAAA'}}]},"
                + "{'role':'assistant','content':'Yes','reasoning_details':[{'type':'reasoning.summary','summary':'hm',"
                + "'id':'rs_1','format':'openai-responses-v1','index':0},{'type':'reasoning.encrypted','data':'c2Vj',"
                + "'id':'rs_1','format':'openai-responses-v1','index':0},{'type':'reasoning.text','text':'no',"
                + "'signature':'s','format':'anthropic-claude-v1','index':1}],"
                + "'tool_calls':[{'id':'c1','type':'function','function':{'name':'look','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'c1','content':'seen'}]}"), Play.target("gpt-x"));
        assertThat(body.path("input"))
                .isEqualTo(json("[{'type':'message','role':'system','content':[{'type':'input_text',"
                        + "'text':'Be brief'}]},{'type':'message','role':'user','content':[{'type':'input_text','text':'Hi'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,AAAA','detail':'low'},"
                        + "{'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AAAA'}]},"
                        + "{'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'hm'}],"
                        + "'encrypted_content':'c2Vj'},{'type':'message','role':'assistant','content':[{'type':'output_text',"
                        + "'text':'Yes','annotations':[]}]},{'type':'function_call','call_id':'c1','name':'look','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c1','output':'seen'}]"));
        assertThat(body.path("tools"))
                .isEqualTo(json("[{'type':'function','name':'look','parameters':{'type':'object'},"
                        + "'strict':false}]"));
        assertThat(body.path("tool_choice")).isEqualTo(json("{'type':'function','name':'look'}"));
        assertThat(body.path("text")).isEqualTo(json("{'format':{'type':'json_schema','name':'s','schema':"
                + "{'type':'object'},'strict':true}}"));
        assertThat(body.path("reasoning")).isEqualTo(json("{'effort':'low','summary':'auto'}"));
        assertThat(body.path("max_output_tokens").asInt()).isEqualTo(50);
        assertThat(body.path("top_logprobs").asInt()).isEqualTo(2);
        assertThat(body.path("include")).isEqualTo(json("['message.output_text.logprobs']"));
        assertThat(body.path("prompt_cache_key").asString()).isEqualTo("k");
        assertThat(body.path("store").asBoolean(true)).isFalse();
        assertThat(body.has("stop") || body.has("stream")).isFalse();
    }

    @Test
    void asksForReasoningThatCanComeBack() {
        var body = sent(Play.chat("{'model':'m','messages':[{'role':'user','content':'Hi'}]}"),
                Play.target("m", "reasoning"));
        assertThat(body.path("include")).isEqualTo(json("['reasoning.encrypted_content']"));
    }

    @Test
    void translatesMessages() {
        var body = sent(Play.messages("{'model':'m','max_tokens':50,'system':'Be brief','messages':[{'role':'user',"
                + "'content':'Hi'},{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'look',"
                + "'input':{'at':1}}]},{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','is_error':true,"
                + "'content':[{'type':'text','text':'no'}]},{'type':'text','text':'So?'}]}],"
                + "'tools':[{'name':'look','input_schema':{'type':'object'}}],'tool_choice':{'type':'any'}}"));
        assertThat(body.path("input").valueStream().map(item -> item.path("type").asString()
                + item.path("role").asString("")).toList())
                .isEqualTo(List.of("messagesystem", "messageuser", "function_call",
                        "function_call_output", "messageuser"));
        assertThat(body.at("/input/3/output").asString()).isEqualTo("Error: no");
        assertThat(body.path("tool_choice").asString()).isEqualTo("required");
    }

    @Test
    void refusesWhatTheWireHasNoWordFor() {
        for (String request : List.of("{'model':'m','n':2,'messages':[{'role':'user','content':'Hi'}]}",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'video_url','video_url':{'url':'https://a'}}]}]}")) {
            assertThat(Play.PROVIDER.prepare(Play.chat(request), Play.target("m"))).as(request)
                    .isInstanceOf(Prepared.Inexpressible.class);
        }
    }
}
