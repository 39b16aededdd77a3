package dev.interline.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Chunk;
import dev.interline.exchange.Event;
import dev.interline.exchange.Fault;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Sign;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatReaderTest {
    private static final String STOP =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    private final List<Set<Sign>> signs = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Optional<UpstreamFailure> failure = Optional.empty();

    @ParameterizedTest
    @ValueSource(strings = {"{\"content\":\"x\"}", "{\"reasoning\":\"x\"}", "{\"reasoning_content\":\"x\"}",
            "{\"refusal\":\"x\"}", "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\"}}]}",
            "{\"images\":[{\"image_url\":{\"url\":\"x\"}}]}", "{\"audio\":{\"data\":\"AA==\"}}",
            "{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}",
            "{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"x\"}]}"})
    void countsAsContent(String delta) {
        stream("data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n");
        assertThat(signs.getFirst()).contains(Sign.CONTENT).isSubsetOf(Sign.CONTENT, Sign.CALL);
        assertThat(signs.getFirst().contains(Sign.CALL)).isEqualTo(delta.contains("tool_calls"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"role\":\"assistant\",\"content\":\"\"}", "{\"content\":null,\"tool_calls\":null}",
            "{\"reasoning\":\"\"}", "{\"tool_calls\":[]}", "{\"audio\":null}", "{\"content\":[]}",
            "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"\"}]}"})
    void isNoContent(String delta) {
        stream("data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n");
        assertThat(signs.getFirst()).isEmpty();
    }

    @Test
    void learnsWhatTheAnswerWas() {
        var tally =
                stream("""
                        data: {"id":"up-1","model":"m-1","choices":[{"index":0,"delta":{"content":"hé\\n","reasoning":"ab"}}]}

                        data: {"id":"up-1","model":"m-1","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"finish_reason":"function_call"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}

                        data: [DONE]

                        """)
                        .tally();
        assertThat(failure).isEmpty();
        assertThat(tally.upstreamId()).contains("up-1");
        assertThat(tally.model()).contains("m-1");
        assertThat(tally.finish()).contains(FinishReason.TOOL_CALLS);
        assertThat(tally.nativeFinish()).contains("function_call");
        assertThat(tally.usage()).contains(Usage.of(3, 4));
        assertThat(tally.usageJson()).contains("{\"prompt_tokens\":3,\"completion_tokens\":4}");
        assertThat(tally.deliveredBytes()).isEqualTo(4 + 2 + 2);
        assertThat(signs).containsExactly(EnumSet.of(Sign.CONTENT),
                EnumSet.of(Sign.CONTENT, Sign.CALL, Sign.FINISH, Sign.USAGE),
                EnumSet.of(Sign.END));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "usage":{"prompt_tokens":9,"completion_tokens":5,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":5}
            "usage":{"prompt_tokens":9,"completion_tokens":5,"cached_tokens":4}
            "usage":{"prompt_tokens":9,"completion_tokens":5,"num_cached_tokens":4}
            "usage":{"prompt_tokens":9,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":4}}
            "usage":{"input_tokens":9,"output_tokens":5,"input_tokens_details":{"cached_tokens":4}}
            "x_groq":{"id":"r","usage":{"prompt_tokens":9,"completion_tokens":5,"cached_tokens":4}}
            """)
    void readsUsageInEveryVendorsShape(String member) {
        var tally = stream("data: {\"choices\":[]," + member + "}\n\n" + STOP).tally();
        assertThat(tally.usage()).contains(new Usage(9, 5, 4, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void countsReasoningAsOutputAlsoWhereAVendorCountsItBeside() {
        var tally = stream("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":291,\"completion_tokens\":26,"
                + "\"total_tokens\":506,\"completion_tokens_details\":{\"reasoning_tokens\":189}}}\n\n" + STOP).tally();
        assertThat(tally.usage()).contains(new Usage(291, 215, 0, 0, 0, 189, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"index\":0,\"delta\":{\"content\":\" c\"},\"message\":{\"content\":\"a b c\"},\"finish_reason\":null}",
            "{\"index\":0,\"message\":{\"content\":\"a b c\"},\"delta\":{\"content\":\" c\"},\"finish_reason\":null}"})
    void hearsOnceWhatAStreamSaysTwice(String choice) {
        stream("data: {\"choices\":[" + choice + "]}\n\n" + STOP);
        assertThat(events).containsSubsequence(new Event.Text(0, " c"))
                .doesNotContain(new Event.Text(0, "a b c"));
    }

    @Test
    void readsUsageInsideAChoice() {
        var tally = stream("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\","
                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5}}]}\n\n").tally();
        assertThat(tally.usage()).contains(Usage.of(9, 5));
    }

    @Test
    void isWholeWithAFinishReasonEvenWithoutTheEndMark() {
        stream(STOP);
        assertThat(failure).isEmpty();
        stream(STOP + "data: [DO");
        assertThat(failure).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: {\"choi", "data: [DONE]\n\n"})
    void isTruncatedWithoutAFinishReason(String body) {
        stream(body);
        assertThat(failure.map(UpstreamFailure::fault)).contains(Fault.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"choices\":[{]}\n\n", "data: nonsense\n\n", "data: {\"a\":1}{}\n\n"})
    void isMalformed(String body) {
        stream(body + STOP);
        assertThat(failure.map(UpstreamFailure::fault)).contains(Fault.MALFORMED);
        assertThat(signs.getLast()).containsExactly(Sign.FAILURE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            data: {"error":{"code":429,"message":"slow"}}                                      | THROTTLED    | slow
            data: {"error":{"type":"overloaded_error","message":"busy"}}                       | OVERLOADED   | busy
            data: {"error":{"message":"boom","type":"server_error","code":null}}               | SERVER_ERROR | boom
            data: {"error":"out of luck"}                                                      | SERVER_ERROR | out of luck
            data: {"choices":[{"delta":{},"finish_reason":"error","error":{"code":503,"message":"no"}}]} | OVERLOADED | no
            event: error^data: {"message":"Rate limit reached","code":"rate_limit_exceeded"}   | THROTTLED    | Rate limit reached
            """)
    void readsAnErrorInTheStreamAsTheStatusThatItStandsFor(String event, Fault fault, String message) {
        stream(event.replace("^", "\n") + "\n\n");
        assertThat(failure).hasValueSatisfying(found -> {
            assertThat(found.fault()).isEqualTo(fault);
            assertThat(found.message()).isEqualTo(message);
        });
    }

    @Test
    void readsAFailureInsideA200() {
        json("{\"error\":{\"message\":\"maximum context length is 10\",\"code\":400}}");
        assertThat(failure.map(UpstreamFailure::fault)).contains(Fault.CONTEXT_OVERFLOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>Welcome</body></html>", "{}", "{\"choices\":[]}", "", "[]",
            "{\"base_resp\":{\"status_code\":1004,\"status_msg\":\"login fail\"},\"choices\":null}"})
    void isNoAnswer(String body) {
        json(body);
        assertThat(failure.map(UpstreamFailure::fault)).contains(Fault.NOT_AN_ANSWER);
    }

    @Test
    void takesCommentsForSignsOfLife() {
        stream(": OPENROUTER PROCESSING\n\n" + STOP);
        assertThat(signs.getFirst()).containsExactly(Sign.PING);
    }

    @Test
    void readsNothingBehindTheEndMark() {
        stream(STOP + "data: [DONE]\n\ndata: nonsense\n\n");
        assertThat(failure).isEmpty();
    }

    @Test
    void saysAWholeAnswerInNeutralEvents() {
        json("""
                {"choices":[{"index":0,"finish_reason":"tool_calls","logprobs":{"content":[]},"message":{"content":"ok",
                  "reasoning":"hm","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"}},
                  {"id":"c2","function":{"name":"g","arguments":"{}"}}],
                  "annotations":[{"type":"url_citation"}],"images":[{"image_url":{"url":"data:x"}}]}}]}""");
        assertThat(events).extracting(event -> event.getClass().getSimpleName()).containsExactly("Reasoned", "Weighed",
                "Text", "ToolCalled", "ToolCalled", "Annotated", "Pictured", "Finished");
        assertThat(events.get(4)).isEqualTo(
                new Event.ToolCalled(0, 1, Optional.of("c2"), Optional.of("g"), "{}"));
        assertThat(events.getLast()).isEqualTo(new Event.Finished(0, FinishReason.TOOL_CALLS, "tool_calls"));
    }

    private ChatReader stream(String body) {
        return read(body, true);
    }

    private ChatReader json(String body) {
        return read(body, false);
    }

    private ChatReader read(String body, boolean stream) {
        var reader = new ChatReader(stream, DeltaNames.with(List.of("reasoning_content")));
        failure = Optional.empty();
        Consumer<Chunk> taker = chunk -> {
            Set<Sign> has = EnumSet.noneOf(Sign.class);
            for (Sign sign : Sign.values()) {
                if (chunk.has(sign)) {
                    has.add(sign);
                }
            }
            signs.add(has);
            chunk.failure().ifPresent(found -> failure = Optional.of(found));
            chunk.events(events::add);
        };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        reader.read(bytes, 0, bytes.length, taker);
        reader.end(taker).ifPresent(found -> failure = Optional.of(found));
        return reader;
    }
}
