package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.dialect.messages.MessagesDialect;
import dev.interline.exchange.Event;
import dev.interline.exchange.Fault;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Reader;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Usage;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnthropicReaderTest {
    private static final String START =
            event("{'type':'message_start','message':{'id':'msg_1','model':'c','content':[],"
                    + "'stop_reason':null,'usage':{'input_tokens':10,'cache_read_input_tokens':3,"
                    + "'cache_creation_input_tokens':7,'cache_creation':{'ephemeral_5m_input_tokens':5,"
                    + "'ephemeral_1h_input_tokens':2},'output_tokens':1}}}");
    private static final String TEXT = event("{'type':'content_block_start','index':0,"
            + "'content_block':{'type':'text','text':''}}")
            + event("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'h\\u00e9\\n'}}")
            + event("{'type':'content_block_stop','index':0}");
    private static final String DELTA = event("{'type':'message_delta','delta':{'stop_reason':'max_tokens'},"
            + "'usage':{'input_tokens':0,'output_tokens':9,'output_tokens_details':{'thinking_tokens':4},"
            + "'server_tool_use':{'web_search_requests':2}}}");
    private static final String STOP = event("{'type':'message_stop'}");

    @Test
    void addsCachedTokensToThePromptAndKeepsWhatWasReportedFirst() {
        Play.Heard heard = stream(START + TEXT + DELTA + STOP);
        assertThat(heard.failure()).isEmpty();
        assertThat(heard.tally().usage()).contains(new Usage(20, 9, 3, 5, 2, 4, 0, 0, 0, 2));
        assertThat(heard.tally().upstreamId()).contains("msg_1");
        assertThat(heard.tally().finish()).contains(FinishReason.LENGTH);
        assertThat(heard.tally().nativeFinish()).contains("max_tokens");
        assertThat(heard.tally().deliveredBytes()).isEqualTo(4);
        assertThat(heard.events()).containsExactly(new Event.Text(0, "h\u00e9\n"),
                new Event.Finished(0, FinishReason.LENGTH, "max_tokens"));
    }

    @Test
    void takesAnAnswerThatSaidWhyItEndedForWhole() {
        assertThat(stream(START + TEXT + DELTA).failure()).isEmpty();
    }

    @Test
    void noticesAnAnswerThatBrokeOff() {
        assertThat(fault(START + TEXT)).contains(Fault.TRUNCATED);
        assertThat(fault(START + TEXT + STOP)).contains(Fault.TRUNCATED);
        assertThat(fault("")).contains(Fault.NOT_AN_ANSWER);
    }

    @Test
    void tellsAnErrorInsideAStreamAsTheStatusThatItStandsFor() {
        Play.Heard heard = stream(START + "event: error\ndata: {\"type\":\"error\",\"error\":"
                + "{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n" + TEXT);
        assertThat(heard.signs()).contains(Sign.FAILURE).doesNotContain(Sign.CONTENT);
        assertThat(heard.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.fault()).isEqualTo(Fault.OVERLOADED);
            assertThat(failure.status()).isEqualTo(529);
            assertThat(failure.message()).isEqualTo("Overloaded");
            assertThat(failure.code()).contains("overloaded_error");
        });
    }

    @Test
    void tellsBytesThatAreNoEvents() {
        assertThat(fault(START + "event: x\ndata: {\"type\":\"content_block_delta\"\n\n")).contains(Fault.MALFORMED);
        assertThat(document("<html>").failure()).hasValueSatisfying(
                failure -> assertThat(failure.fault()).isEqualTo(Fault.NOT_AN_ANSWER));
        assertThat(document("{\"type\":\"message\"}").failure()).isPresent();
        assertThat(
                document("{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\"}}").failure())
                .hasValueSatisfying(failure -> assertThat(failure.fault()).isEqualTo(Fault.THROTTLED));
    }

    @Test
    void readsEventsWithoutNamesAndIgnoresWhatFollowsTheEnd() {
        String bare = (START + TEXT + DELTA + STOP).replaceAll("event: .*\n", "");
        assertThat(stream(bare + "data: [DONE]\n\n" + START).events()).isEqualTo(
                stream(START + TEXT + DELTA + STOP).events());
        String written = Play.write(bare.getBytes(StandardCharsets.UTF_8), true, List.of(), Play.STREAMED);
        assertThat(written).startsWith("event: message_start\n").endsWith("{\"type\":\"message_stop\"}\n\n");
    }

    @Test
    void isContentOnlyWhenSomethingCanBeSeen() {
        assertThat(stream(START).signs()).doesNotContain(Sign.CONTENT);
        assertThat(stream(START + event("{'type':'content_block_start','index':0,"
                + "'content_block':{'type':'thinking','thinking':'','signature':''}}")
                + event("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':''}}")
                + event("{'type':'ping'}")).signs()).containsOnly(Sign.USAGE, Sign.PING);
        assertThat(stream(START + event("{'type':'content_block_start','index':0,"
                + "'content_block':{'type':'tool_use','id':'a','name':'b','input':{}}}")).signs())
                .contains(Sign.CONTENT);
    }

    @Test
    void givesCallsWithoutArgumentsAnEmptyObject() {
        String call = event("{'type':'content_block_start','index':3,"
                + "'content_block':{'type':'tool_use','id':'a','name':'b','input':{}}}")
                + event("{'type':'content_block_delta','index':3,'delta':{'type':'input_json_delta','partial_json':''}}")
                + event("{'type':'content_block_stop','index':3}");
        assertThat(stream(START + call + DELTA).events()).startsWith(
                new Event.ToolCalled(0, 0, Optional.of("a"), Optional.of("b"), ""),
                new Event.ToolCalled(0, 0, Optional.empty(), Optional.empty(), "{}"));
    }

    @Test
    void passesOnWhatHasAnUnexpectedType() {
        String odd = event("{'type':'content_block_start','index':'x','content_block':7}")
                + event("{'type':'content_block_delta','index':-5,'delta':{'type':'citations_delta','citation':[]}}")
                + event("{'type':'content_block_delta','index':99999999999,'delta':'x'}")
                + event("{'type':'something_new','message':null,'usage':3}");
        assertThat(stream(START + odd + DELTA).failure()).isEmpty();
        byte[] stream = (START + odd + DELTA).getBytes(StandardCharsets.UTF_8);
        assertThat(Play.write(stream, true, List.of(), Play.STREAMED)).contains("event: something_new\n");
        assertThat(Play.write(stream, true, List.of(), Play.WHOLE)).contains("\"content\":[]");
        byte[] message = "{\"type\":\"message\",\"content\":[7,{}],\"stop_reason\":\"end_turn\",\"usage\":5}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Play.write(message, false, List.of(), Play.STREAMED)).contains("\"stop_reason\":\"end_turn\"");
        assertThat(Play.listen(message, false, List.of()).failure()).isEmpty();
    }

    @Test
    void readsACountOfTokens() {
        var exchange = Play.exchange(Operation.COUNT_TOKENS,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", Map.of());
        Reader reader = new AnthropicProvider().reader(exchange, Play.target("c"), Optional.of("application/json"));
        byte[] body = "{\"input_tokens\":17}".getBytes(StandardCharsets.UTF_8);
        assertThat(Play.read(reader, body, List.of(4), chunk -> assertThat(chunk.has(Sign.USAGE)).isTrue())).isEmpty();
        assertThat(reader.tally().usage()).contains(Usage.of(17, 0));
    }

    @Test
    void holdsTheTerminalEventBackUntilTheEnd() {
        Reader reader = Play.reader(true);
        Writer writer = new MessagesDialect().writer(Play.anyExchange(), Play.STREAMED);
        var out = new ByteSink(1024);
        Play.read(reader, (START + TEXT + DELTA + STOP).getBytes(StandardCharsets.UTF_8), List.of(),
                chunk -> writer.write(chunk, out));
        assertThat(out.toString()).contains("content_block_stop").doesNotContain("message_delta")
                .doesNotContain("message_stop");
        writer.finish(Play.settled(reader.tally()), out);
        assertThat(out.toString()).contains("\"stop_reason\":\"max_tokens\"").contains("\"cost\":0");
    }

    private static String event(String json) {
        String data = json.replace('\'', '"');
        String type = data.substring(9, data.indexOf('"', 9));
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    private static Play.Heard stream(String body) {
        return Play.listen(body.getBytes(StandardCharsets.UTF_8), true, List.of());
    }

    private static Play.Heard document(String body) {
        return Play.listen(body.getBytes(StandardCharsets.UTF_8), false, List.of());
    }

    private static Optional<Fault> fault(String body) {
        return stream(body).failure().map(failure -> failure.fault());
    }
}
