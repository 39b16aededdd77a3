package dev.interline.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EventEncoderTest {
    private static final Event STOP = new Event.Finished(0, FinishReason.STOP, "stop");

    @Test
    void tellsATextAsOpenAiDoes() {
        List<JsonNode> events = Said.streamed(text("Hel"), text("lo"), STOP);
        assertThat(Said.types(events)).containsExactly("output_item.added", "content_part.added", "output_text.delta",
                "output_text.delta", "output_text.done", "content_part.done", "output_item.done", "completed");
        assertThat(events.get(0).path("type").asString()).isEqualTo("response.created");
        assertThat(events.get(1).path("type").asString()).isEqualTo("response.in_progress");
        assertThat(events.get(0).path("response")).isEqualTo(events.get(1).path("response"));
        assertThat(events.get(0).at("/response/status").asString()).isEqualTo("in_progress");
        assertThat(events.get(0).at("/response/usage").isNull()).isTrue();
        assertThat(events.get(2)).isEqualTo(Asked.json("{'type':'response.output_item.added','sequence_number':2,"
                + "'output_index':0,'item':{'id':'msg_1000_abc_0','status':'in_progress','type':'message',"
                + "'role':'assistant','content':[]}}"));
        assertThat(events.get(3)).isEqualTo(Asked.json("{'type':'response.content_part.added','sequence_number':3,"
                + "'item_id':'msg_1000_abc_0','output_index':0,'content_index':0,'part':{'type':'output_text','text':'',"
                + "'annotations':[],'logprobs':[]}}"));
        assertThat(events.get(4)).isEqualTo(Asked.json("{'type':'response.output_text.delta','sequence_number':4,"
                + "'item_id':'msg_1000_abc_0','output_index':0,'content_index':0,'delta':'Hel','logprobs':[]}"));
        assertThat(events.get(6)).isEqualTo(Asked.json("{'type':'response.output_text.done','sequence_number':6,"
                + "'item_id':'msg_1000_abc_0','output_index':0,'content_index':0,'text':'Hello','logprobs':[]}"));
        assertThat(events.get(8).at("/item/status").asString()).isEqualTo("completed");
        assertThat(events.get(9).at("/response/output/0")).isEqualTo(events.get(8).path("item"));
    }

    @Test
    void saysInTheResponseWhatTheRequestSaid() {
        JsonNode response = Said.whole("{'model':'m','input':'hi','instructions':'be brief','metadata':{'a':'b'},"
                + "'max_output_tokens':50,'temperature':0.50,'reasoning':{'effort':'low'},'service_tier':'fast',"
                + "'tools':[{'type':'function','name':'f'},{'type':'web_search'}],'tool_choice':'required',"
                + "'parallel_tool_calls':false,'text':{'verbosity':'low','format':{'type':'json_schema','name':'n',"
                + "'schema':{'type':'object'}}},'truncation':'auto','user':'u'}", List.of(Said.of(text("x"), STOP)));
        assertThat(response).isEqualTo(Asked.json("{'id':'resp_1000_abc','object':'response','created_at':1000,"
                + "'completed_at':1007,'status':'completed','error':null,'incomplete_details':null,"
                + "'model':'acme/large','instructions':'be brief','max_output_tokens':50,'max_tool_calls':null,"
                + "'parallel_tool_calls':false,'previous_response_id':null,'store':false,'background':false,"
                + "'temperature':0.50,'top_p':1,'presence_penalty':0,'frequency_penalty':0,'top_logprobs':0,"
                + "'tool_choice':'required','tools':[{'type':'function','name':'f','description':null,"
                + "'parameters':null,'strict':null},{'type':'web_search'}],'reasoning':{'effort':'low',"
                + "'summary':null},'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'},"
                + "'strict':false},'verbosity':'low'},'truncation':'disabled','prompt_cache_key':null,"
                + "'safety_identifier':null,'service_tier':'priority','user':'u','metadata':{'a':'b'},"
                + "'output':[{'id':'msg_1000_abc_0','status':'completed','type':'message','role':'assistant',"
                + "'content':[{'type':'output_text','text':'x','annotations':[],'logprobs':[]}]}],"
                + "'usage':{'input_tokens':100,'input_tokens_details':{'cached_tokens':30,'cache_write_tokens':15},"
                + "'output_tokens':20,'output_tokens_details':{'reasoning_tokens':7},'total_tokens':120,"
                + "'cost':0.0015,'is_byok':false,'cost_details':{'upstream_inference_cost':0.0015,"
                + "'upstream_inference_input_cost':0.001,'upstream_inference_output_cost':0.0005}}}"));
    }

    @Test
    void tellsCallsThatCameInterleaved() {
        List<JsonNode> events = Said.streamed(text("I look"), call(0, "a", "f", "{\"x\""), call(1, "b", "g", ""),
                call(0, ":1}"), call(1, "{}"), new Event.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"));
        assertThat(Said.types(events)).containsExactly("output_item.added", "content_part.added", "output_text.delta",
                "output_text.done", "content_part.done", "output_item.done", "output_item.added",
                "function_call_arguments.delta", "output_item.added", "function_call_arguments.delta",
                "function_call_arguments.delta", "function_call_arguments.done", "output_item.done",
                "function_call_arguments.done", "output_item.done", "completed");
        assertThat(events.getLast().at("/response/output/1")).isEqualTo(Asked.json("{'id':'fc_1000_abc_1',"
                + "'status':'completed','type':'function_call','call_id':'a','name':'f','arguments':'{\\\"x\\\":1}'}"));
        assertThat(events.getLast().at("/response/output/2/arguments").asString()).isEqualTo("{}");
    }

    @Test
    void endsACallWithTheNextItemAndGivesArgumentsToOneWithoutAny() {
        List<JsonNode> events = Said.streamed(call(0, "a", "f", "{}"), call(0, "b", "f", ""), STOP);
        assertThat(Said.types(events)).containsExactly("output_item.added", "function_call_arguments.delta",
                "function_call_arguments.done", "output_item.done", "output_item.added",
                "function_call_arguments.delta", "function_call_arguments.done", "output_item.done", "completed");
        assertThat(events.getLast().at("/response/output/1/call_id").asString()).isEqualTo("b");
        assertThat(events.getLast().at("/response/output/1/arguments").asString()).isEqualTo("{}");
    }

    @Test
    void tellsCustomToolsTheirText() {
        String request = "{'input':'x','tools':[{'type':'custom','name':'p'}]}";
        List<JsonNode> events = Said.data(Said.stream(request, List.of(Said.of(call(0, "a", "p", "{\"input\":")),
                Said.of(call(0, "\"a\\nb\"}")), Said.of(STOP))));
        assertThat(Said.types(events)).containsExactly("output_item.added", "custom_tool_call_input.delta",
                "custom_tool_call_input.done", "output_item.done", "completed");
        assertThat(events.get(2).path("item")).isEqualTo(Asked.json("{'id':'ctc_1000_abc_0','status':'in_progress',"
                + "'type':'custom_tool_call','call_id':'a','name':'p','input':''}"));
        assertThat(events.getLast().at("/response/output/0/input").asString()).isEqualTo("a\nb");
    }

    @Test
    void tellsReasoningWithItsProofs() {
        List<JsonNode> events = Said.streamed(
                reasoned(Reasoning.Kind.TEXT, "hm", null, Reasoning.ANTHROPIC, 0),
                reasoned(Reasoning.Kind.TEXT, "m", null, Reasoning.ANTHROPIC, 0),
                reasoned(Reasoning.Kind.TEXT, "", "sig", Reasoning.ANTHROPIC, 0),
                reasoned(Reasoning.Kind.ENCRYPTED, "secret", null, Reasoning.ANTHROPIC, 1), text("Yes"), STOP);
        assertThat(Said.types(events)).startsWith("output_item.added", "content_part.added", "reasoning_text.delta",
                "reasoning_text.delta", "reasoning_text.done", "content_part.done", "output_item.done",
                "output_item.added", "output_item.done", "output_item.added");
        JsonNode first = events.getLast().at("/response/output/0");
        assertThat(first.at("/content/0")).isEqualTo(Asked.json("{'type':'reasoning_text','text':'hmm'}"));
        assertThat(first.path("signature").asString()).isEqualTo("sig");
        assertThat(first.path("format").asString()).isEqualTo("anthropic-claude-v1");
        assertThat(events.getLast().at("/response/output/1/summary").isEmpty()).isTrue();
        assertThat(events.getLast().at("/response/output").toString()).doesNotContain("secret");
    }

    @Test
    void tellsASummaryAndItsEncryptedFormAsOneItem() {
        List<JsonNode> events = Said.streamed(
                reasoned(Reasoning.Kind.SUMMARY, "I th", null, "openai-responses-v1", 0),
                reasoned(Reasoning.Kind.SUMMARY, "ought", null, "openai-responses-v1", 0),
                reasoned(Reasoning.Kind.ENCRYPTED, "abc", null, "openai-responses-v1", 1), text("Yes"), STOP);
        assertThat(Said.types(events)).startsWith("output_item.added", "reasoning_summary_part.added",
                "reasoning_summary_text.delta", "reasoning_summary_text.delta", "reasoning_summary_text.done",
                "reasoning_summary_part.done", "output_item.done", "output_item.added");
        assertThat(events.getLast().at("/response/output/0/summary/0/text").asString()).isEqualTo("I thought");
        assertThat(events.getLast().at("/response/output/0/encrypted_content").asString()).isNotEmpty();
    }

    /** Clients hand items back as they are; OpenAI's leave out what OpenAI does not have. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void getsReasoningBackWhole(boolean knowsOpenRouter) {
        Reasoning[] pieces = {piece(Reasoning.Kind.TEXT, "hmm", "sig", Reasoning.ANTHROPIC, 0),
                piece(Reasoning.Kind.ENCRYPTED, "secret", null, Reasoning.ANTHROPIC, 1),
                piece(Reasoning.Kind.TEXT, "", "empty", Reasoning.ANTHROPIC, 2),
                piece(Reasoning.Kind.TEXT, "plain", null, Reasoning.UNKNOWN, 3)};
        var told = new ArrayList<Event>();
        for (Reasoning piece : pieces) {
            told.add(new Event.Reasoned(0, piece));
        }
        told.add(call(0, "c", "f", "{}"));
        JsonNode output = Said.whole(told.toArray(Event[]::new)).path("output");
        if (!knowsOpenRouter) {
            output.forEach(item -> ((tools.jackson.databind.node.ObjectNode) item).remove(
                    List.of("signature", "format", "status")));
        }
        var parts = Asked.exchange("{'model':'m','input':" + output + "}").meaning().turns().getFirst().parts();
        assertThat(parts).containsExactly(new Part.Reasoned(pieces[0]), new Part.Reasoned(pieces[1]),
                new Part.Reasoned(pieces[2]), new Part.Reasoned(pieces[3]),
                new Part.ToolCall("c", "f", "{}", Optional.empty()));
    }

    @Test
    void tellsRefusalsAsPartsOfTheirOwn() {
        List<JsonNode> events = Said.streamed(text("Well"), new Event.Refused(0, "I "), new Event.Refused(0, "won't"),
                STOP);
        assertThat(Said.types(events)).containsExactly("output_item.added", "content_part.added", "output_text.delta",
                "output_text.done", "content_part.done", "content_part.added", "refusal.delta", "refusal.delta",
                "refusal.done", "content_part.done", "output_item.done", "completed");
        assertThat(events.getLast().at("/response/output/0/content/1"))
                .isEqualTo(Asked.json("{'type':'refusal','refusal':'I won\\u0027t'}"));
        assertThat(events.get(7).path("content_index").asInt()).isEqualTo(1);
    }

    @Test
    void tellsSourcesAndProbabilitiesOfAText() {
        var events = Said.data(Said.stream("{'input':'x'}", List.of(
                Said.of(new Event.Annotated(0,
                        """
                                {"type":"url_citation",
                                 "url_citation":{"url":"https://a","title":"A","start_index":0,"end_index":2,"content":"c"}}""")),
                Said.of(text("Hi"), new Event.Weighed(0, "{\"content\":[{\"token\":\"Hi\",\"logprob\":-0.5,"
                        + "\"bytes\":null,\"top_logprobs\":[{\"token\":\"Ho\",\"logprob\":-2,\"bytes\":[72,111]}]}]}")),
                Said.of(new Event.Annotated(0, "{\"type\":\"file\",\"file\":{}}")), Said.of(STOP))));
        assertThat(Said.types(events)).containsExactly("output_item.added", "content_part.added", "output_text.delta",
                "output_text.annotation.added", "output_text.done", "content_part.done", "output_item.done",
                "completed");
        assertThat(events.get(4).at("/logprobs/0")).isEqualTo(Asked.json("{'token':'Hi','bytes':[72,105],"
                + "'logprob':-0.5,'top_logprobs':[{'token':'Ho','bytes':[72,111],'logprob':-2}]}"));
        JsonNode content = events.getLast().at("/response/output/0/content/0");
        assertThat(content.path("logprobs")).isEqualTo(events.get(4).path("logprobs"));
        assertThat(content.path("annotations")).isEqualTo(Asked.json("[{'type':'url_citation','url':'https://a',"
                + "'title':'A','start_index':0,'end_index':2,'content':'c'}]"));
    }

    @Test
    void tellsPicturesAsCallsThatMadeThem() {
        List<JsonNode> events = Said.streamed(text("Look"), new Event.Pictured(0, "data:image/png;base64,QUJD"), STOP);
        assertThat(Said.types(events)).endsWith("output_item.done", "output_item.added",
                "image_generation_call.in_progress", "image_generation_call.generating",
                "image_generation_call.completed", "output_item.done", "completed");
        assertThat(events.getLast().at("/response/output/1")).isEqualTo(Asked.json("{'id':'ig_1000_abc_1',"
                + "'status':'completed','type':'image_generation_call','result':'QUJD'}"));
    }

    @Test
    void saysWhatWasSpokenAndLeavesOtherChoicesOut() {
        JsonNode response =
                Said.whole(new Event.Spoken(0, "{\"transcript\":\"Hi\"}"), new Event.Text(1, "other"), STOP);
        assertThat(response.at("/output/0/content/0/text").asString()).isEqualTo("Hi");
        assertThat(response.path("output")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"LENGTH,max_output_tokens", "CONTENT_FILTER,content_filter"})
    void tellsWhyAnAnswerIsIncomplete(FinishReason reason, String word) {
        List<JsonNode> events = Said.streamed(reasoned(Reasoning.Kind.TEXT, "hm", null, "unknown", 0), text("Once"),
                new Event.Finished(0, reason, "x"));
        JsonNode last = events.getLast();
        assertThat(last.path("type").asString()).isEqualTo("response.incomplete");
        assertThat(last.at("/response/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/incomplete_details/reason").asString()).isEqualTo(word);
        assertThat(last.at("/response/completed_at").isNull()).isTrue();
        assertThat(last.at("/response/output/0/status").asString()).isEqualTo("completed");
        assertThat(last.at("/response/output/1/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/usage/cost").asDouble()).isPositive();
    }

    @Test
    void failsWhereTheProviderEndsWithAnError() {
        JsonNode response = Said.whole(text("Once"), new Event.Finished(0, FinishReason.ERROR, "abort"));
        assertThat(response.path("status").asString()).isEqualTo("failed");
        assertThat(response.at("/error/code").asString()).isEqualTo("server_error");
        assertThat(response.at("/error/message").asString()).contains("abort");
        assertThat(response.path("error_type").asString()).isEqualTo("provider_unavailable");
    }

    @Test
    void tellsAFailureInTheMiddleAndSignsOfLife() {
        Writer writer = Said.writer("{'input':'x'}", true);
        var out = new ByteSink(256);
        writer.idle(out);
        writer.write(Said.of(text("Once")), out);
        writer.fail(Problem.of(ErrorType.RATE_LIMIT_EXCEEDED, "slow down").with("provider_name", "Acme"), Said.SETTLED,
                out);
        assertThat(out.toString()).startsWith(": OPENROUTER PROCESSING\n\nevent: response.created\n")
                .endsWith("\n\ndata: [DONE]\n\n");
        JsonNode last = Said.data(out.toString()).getLast();
        assertThat(last.path("type").asString()).isEqualTo("response.failed");
        assertThat(last.at("/response/error")).isEqualTo(Asked.json("{'code':'rate_limit_exceeded',"
                + "'message':'slow down','metadata':{'provider_name':'Acme'}}"));
        assertThat(last.at("/response/error_type").asString()).isEqualTo("rate_limit_exceeded");
        assertThat(last.at("/response/output/0/content/0/text").asString()).isEqualTo("Once");
        assertThat(last.at("/response/output/0/status").asString()).isEqualTo("incomplete");
        assertThat(last.at("/response/usage/total_tokens").asInt()).isEqualTo(120);
    }

    private static Event text(String text) {
        return new Event.Text(0, text);
    }

    private static Event call(int index, String id, String name, String arguments) {
        return new Event.ToolCalled(0, index, Optional.of(id), Optional.of(name), arguments);
    }

    private static Event call(int index, String arguments) {
        return new Event.ToolCalled(0, index, Optional.empty(), Optional.empty(), arguments);
    }

    private static Event reasoned(Reasoning.Kind kind, String text, @Nullable String signature, String format,
            int index) {
        return new Event.Reasoned(0, piece(kind, text, signature, format, index));
    }

    private static Reasoning piece(Reasoning.Kind kind, String text, @Nullable String signature, String format,
            int index) {
        return new Reasoning(kind, text, Optional.ofNullable(signature), Optional.empty(), Optional.of(format), index);
    }
}
