package dev.interline.provider.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Event;
import dev.interline.exchange.Fault;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Sign;
import dev.interline.it.harness.ResponsesWire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesReaderTest {
    private static final ResponsesWire ALL = ResponsesWire.begun().thought("hm", "c2VjcmV0").message().text("Hällo \"")
            .text("you\"\n😀").said("Hällo \"you\"\n😀", "completed").call("look", "{\"at\":\"home\"}")
            .end("completed");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] stream(ResponsesWire wire) {
        return bytes(String.join("", wire.events()));
    }

    private static List<Integer> everywhere(int length) {
        return IntStream.range(1, length).boxed().toList();
    }

    @Test
    void saysWhatWasSaidHoweverItIsCut() {
        byte[] body = stream(ALL);
        Play.Heard whole = Play.listen(body, true, List.of());
        assertThat(whole.failure()).isEmpty();
        assertThat(whole.events()).contains(
                new Event.Reasoned(0, new Reasoning(Reasoning.Kind.SUMMARY, "hm", Optional.empty(),
                        Optional.of("rs_up1"), Optional.of("openai-responses-v1"), 0)),
                new Event.Reasoned(0, new Reasoning(Reasoning.Kind.ENCRYPTED, "c2VjcmV0", Optional.empty(),
                        Optional.of("rs_up1"), Optional.of("openai-responses-v1"), 0)),
                new Event.Text(0, "Hällo \""),
                new Event.ToolCalled(0, 0, Optional.of("call_1"), Optional.of("look"), ""),
                new Event.Finished(0, FinishReason.TOOL_CALLS, "completed"));
        assertThat(Said.of(whole.events()).calls()).containsEntry(0, "call_1 look {\"at\":\"home\"}");
        assertThat(whole.tally().usage().orElseThrow()).satisfies(usage -> {
            assertThat(usage.prompt()).isEqualTo(11);
            assertThat(usage.completion()).isEqualTo(7);
            assertThat(usage.cacheRead()).isEqualTo(3);
            assertThat(usage.reasoning()).isEqualTo(2);
        });
        assertThat(whole.tally().upstreamId()).contains("resp_up1");
        assertThat(whole.tally().deliveredBytes()).isEqualTo(bytes("hmHällo \"you\"\n😀{\"at\":\"home\"}").length);
        for (int cut = 1; cut < body.length; cut++) {
            assertThat(Play.listen(body, true, List.of(cut))).isEqualTo(whole);
        }
        assertThat(Play.listen(body, true, everywhere(body.length))).isEqualTo(whole);
    }

    @Test
    void saysTheSameAsADocument() {
        Play.Heard document = Play.listen(bytes(ALL.document()), false, List.of());
        assertThat(document.failure()).isEmpty();
        assertThat(Said.of(document.events())).isEqualTo(Said.of(Play.listen(stream(ALL), true, List.of()).events()));
        assertThat(document.tally().usage()).isPresent();
        byte[] body = bytes(ALL.document());
        assertThat(Play.listen(body, false, everywhere(body.length))).isEqualTo(document);
    }

    /** Some servers tell items only when they are done, or everything in the end. */
    @Test
    void hearsWhatIsToldLate() {
        byte[] done = bytes("data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"id\":\"m\","
                + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hi\"}]}}\n\n"
                + String.join("", ResponsesWire.begun().end("completed").events().getLast()));
        assertThat(Said.of(Play.listen(done, true, List.of()).events()).text()).isEqualTo("Hi");
        byte[] end =
                bytes("data: {\"type\":\"response.completed\",\"response\":" + ResponsesWire.response("Hi") + "}\n\n");
        assertThat(Said.of(Play.listen(end, true, List.of()).events()).text()).isEqualTo("Hi");
    }

    @Test
    void isNoContentBeforeSomethingIsSaid() {
        assertThat(Play.listen(stream(ResponsesWire.begun().message()), true, List.of()).signs())
                .doesNotContain(Sign.CONTENT);
        assertThat(Play.listen(stream(ResponsesWire.begun().message().text("H")), true, List.of()).signs())
                .contains(Sign.CONTENT);
    }

    @Test
    void tellsThatAnAnswerWasCutShort() {
        var wire = ResponsesWire.begun().message().text("Once").said("Once", "incomplete").end("incomplete");
        assertThat(Play.listen(stream(wire), true, List.of()).tally().finish()).contains(FinishReason.LENGTH);
        byte[] filtered = bytes(String.join("", wire.events()).replace("max_output_tokens\"}", "content_filter\"}"));
        assertThat(Play.listen(filtered, true, List.of()).tally().finish()).contains(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate_limit_exceeded | Rate limit reached | THROTTLED
            insufficient_quota | You exceeded your current quota | ACCOUNT_EMPTY
            server_error | The server had an error | SERVER_ERROR
            invalid_prompt | Invalid prompt: flagged | CONTENT_FILTERED
            invalid_image | The image is broken | REFUSED
            context_length_exceeded | Your input exceeds the context window | CONTEXT_OVERFLOW
            server_is_overloaded | Our servers are currently overloaded | OVERLOADED
            """)
    void knowsErrorsInTheStream(String code, String message, Fault fault) {
        String error = "{\"code\":\"" + code + "\",\"message\":\"" + message + "\",\"param\":null}";
        for (String event : List.of("{\"type\":\"error\",\"sequence_number\":2,\"error\":" + error + "}",
                "{\"type\":\"error\",\"sequence_number\":2," + error.substring(1),
                "{\"type\":\"response.failed\",\"response\":{\"id\":\"r\",\"status\":\"failed\",\"error\":" + error
                        + "}}")) {
            var heard = Play.listen(bytes("data: " + event + "\n\n"), true, List.of());
            assertThat(heard.failure().orElseThrow().fault()).as(event).isEqualTo(fault);
            assertThat(heard.failure().orElseThrow().message()).isEqualTo(message);
            assertThat(heard.failure().orElseThrow().code()).contains(code);
        }
        var document = Play.listen(bytes("{\"id\":\"r\",\"status\":\"failed\",\"output\":[],\"error\":" + error + "}"),
                false, List.of());
        assertThat(document.failure().orElseThrow().fault()).isEqualTo(fault);
    }

    @Test
    void tellsThatAStreamBrokeOff() {
        byte[] body = stream(ResponsesWire.begun().message().text("Once"));
        assertThat(Play.listen(body, true, List.of()).failure().orElseThrow().fault()).isEqualTo(Fault.TRUNCATED);
        assertThat(Play.listen(new byte[0], true, List.of()).failure().orElseThrow().fault())
                .isEqualTo(Fault.NOT_AN_ANSWER);
        assertThat(Play.listen(bytes("data: {\"type\":\"x\n\n"), true, List.of()).failure().orElseThrow().fault())
                .isEqualTo(Fault.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", "{}", "{\"id\":\"r\",\"status\":\"queued\",\"output\":[]}", ""})
    void knowsWhatIsNoAnswer(String body) {
        assertThat(Play.listen(bytes(body), false, List.of()).failure().orElseThrow().fault())
                .isEqualTo(Fault.NOT_AN_ANSWER);
    }
}
