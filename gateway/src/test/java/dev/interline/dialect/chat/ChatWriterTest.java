package dev.interline.dialect.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.Answer;
import dev.interline.exchange.Availability;
import dev.interline.exchange.Chunk;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Event;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Sign;
import dev.interline.exchange.Spans;
import dev.interline.exchange.Tally;
import dev.interline.exchange.UpstreamFailure;
import dev.interline.exchange.Wire;
import dev.interline.exchange.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatWriterTest {
    private static final String OPENAI =
            """
                    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","system_fingerprint":null,"choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x"}

                    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}],"usage":null}

                    data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":8,"completion_tokens":9,"total_tokens":17,"prompt_tokens_details":{"cached_tokens":3,"x":1},"y":{"z":2}}}

                    data: [DONE]

                    """;

    @Test
    void splicesAStreamByteForByte() {
        assertThat(ChatAnswer.streamed(OPENAI).text()).isEqualTo(
                """
                        data: {"id":"gen-1-abc","provider":"Acme","model":"acme/large","object":"chat.completion.chunk","created":1700000000,"choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"logprobs":null,"finish_reason":null,"native_finish_reason":null}],"obfuscation":"x"}

                        data: {"id":"gen-1-abc","provider":"Acme","model":"acme/large","object":"chat.completion.chunk","created":1700000000,"choices":[{"index":0,"delta":{"role":"assistant"},"finish_reason":"length","native_finish_reason":"length"}]}

                        data: {"id":"gen-1-abc","provider":"Acme","model":"acme/large","object":"chat.completion.chunk","created":1700000000,"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null,"native_finish_reason":null,"logprobs":null}],"usage":{"prompt_tokens":8,"completion_tokens":9,"total_tokens":17,"cost":0.000003,"is_byok":false,"cost_details":{"upstream_inference_cost":0.000003,"upstream_inference_prompt_cost":0.000001,"upstream_inference_completions_cost":0.000002},"prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":0,"audio_tokens":0,"x":1},"completion_tokens_details":{"reasoning_tokens":0,"image_tokens":0,"audio_tokens":0},"y":{"z":2}}}

                        data: [DONE]

                        """);
    }

    @Test
    void keepsTheTerminalChunkUntilTheEnd() {
        var seen = new ByteSink(256);
        Writer writer = writer(ChatAnswer.STREAM);
        writer.write(new Said(new Event.Text(0, "a")), seen);
        int before = seen.size();
        writer.write(new Said(new Event.Finished(0, FinishReason.STOP, "end_turn")), seen);
        assertThat(seen.size()).isEqualTo(before);
    }

    @Test
    void showsVendorsReasoningUnderOpenRoutersNames() {
        JsonNode delta = events(ChatAnswer.streamed("""
                data: {"choices":[{"index":0,"delta":{"reasoning_content":"h\\"m","reasoning":null}}]}

                data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop"}]}

                """).text()).getFirst().path("choices").path(0).path("delta");
        assertThat(delta.path("reasoning_content").stringValue()).isEqualTo("h\"m");
        assertThat(delta.path("reasoning").stringValue()).isEqualTo("h\"m");
        assertThat(delta.path("reasoning_details").toString()).isEqualTo(
                "[{\"type\":\"reasoning.text\",\"text\":\"h\\\"m\",\"format\":\"unknown\",\"index\":0}]");
    }

    @Test
    void tellsContentInPartsAsOneTextAndKeepsTheParts() {
        JsonNode message = Json.mapper().readTree(ChatAnswer.whole("""
                {"choices":[{"message":{"role":"assistant","content":[
                  {"type":"thinking","thinking":[{"type":"text","text":"why"}],"closed":true},
                  {"type":"text","text":"be"},{"type":"reference","reference_ids":[1]},{"type":"text","text":"cause"}]},
                  "finish_reason":"stop"}]}""").text()).path("choices").path(0).path("message");
        assertThat(message.path("content").stringValue()).isEqualTo("because");
        assertThat(message.path("reasoning").stringValue()).isEqualTo("why");
        assertThat(message.path("content_parts")).hasSize(4);
    }

    @Test
    void keepsReasoningFromAClientThatExcludesIt() {
        var exchange = ChatAnswer.exchange("{\"reasoning\":{\"exclude\":true},\"prompt\":\"x\"}");
        String told = ChatAnswer.of(exchange, """
                {"choices":[{"index":0,"message":{"role":"assistant","content":"x","reasoning":"secret",
                "reasoning_content":"secret","reasoning_details":[{"type":"reasoning.text","text":"secret"}]},
                "finish_reason":"stop"}]}""".getBytes(StandardCharsets.UTF_8), false, ChatAnswer.JSON).text();
        assertThat(told).doesNotContain("secret").contains("\"text\":\"x\"");
    }

    @Test
    void givesAChunkWithoutChoicesOneThatSaysNothing() {
        String told = ChatAnswer.streamed("""
                data: {"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"a":1}]}

                data: {"choices":[],"created":0,"id":"","model":"","object":""}

                data: {"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":"stop"}]}

                data: [DONE]

                """).text();
        assertThat(events(told)).hasSize(3).allSatisfy(chunk -> assertThat(chunk.path("choices")).hasSize(1));
        assertThat(events(told).getFirst().has("prompt_filter_results")).isTrue();
    }

    @Test
    void saysNeutralEventsInAStream() {
        var out = new ByteSink(1024);
        Writer writer = writer(ChatAnswer.STREAM);
        conversation().forEach(event -> writer.write(new Said(event), out));
        writer.finish(ChatAnswer.settled(Tally.EMPTY), out);

        List<JsonNode> told = events(out.toString());
        assertThat(told).hasSize(9);
        JsonNode reasoned = delta(told.get(0));
        assertThat(reasoned.path("reasoning").stringValue()).isEqualTo("hm");
        assertThat(reasoned.path("reasoning_details").path(0).path("format").stringValue())
                .isEqualTo("anthropic-claude-v1");
        assertThat(delta(told.get(1)).path("reasoning_details").path(0).path("signature").stringValue())
                .isEqualTo("sig");
        assertThat(delta(told.get(2)).path("content").stringValue()).isEqualTo("It ");
        assertThat(delta(told.get(4)).path("tool_calls").path(0).path("id").stringValue()).isEqualTo("c1");
        assertThat(delta(told.get(5)).path("tool_calls").path(0).path("function").path("arguments").stringValue())
                .isEqualTo("1}");
        assertThat(told.get(7).path("choices").path(0).path("finish_reason").stringValue()).isEqualTo("tool_calls");
        assertThat(told.get(7).path("choices").path(0).path("native_finish_reason").stringValue())
                .isEqualTo("tool_use");
    }

    @Test
    void putsNeutralEventsTogetherToOneJsonAnswer() {
        var out = new ByteSink(1024);
        Writer writer = writer(ChatAnswer.JSON);
        conversation().forEach(event -> writer.write(new Said(event), out));
        assertThat(out.isEmpty()).isTrue();
        writer.finish(ChatAnswer.settled(Tally.EMPTY), out);

        JsonNode choice = Json.mapper().readTree(out.toString()).path("choices").path(0);
        JsonNode message = choice.path("message");
        assertThat(message.path("content").stringValue()).isEqualTo("It is.");
        assertThat(message.path("reasoning").stringValue()).isEqualTo("hm");
        assertThat(message.path("reasoning_details")).hasSize(1);
        assertThat(message.path("reasoning_details").path(0).path("signature").stringValue()).isEqualTo("sig");
        assertThat(message.path("tool_calls").path(0).path("function").path("arguments").stringValue())
                .isEqualTo("{\"a\":1}");
        assertThat(message.path("images").path(0).path("image_url").path("url").stringValue()).startsWith("data:");
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("tool_calls");
    }

    @Test
    void tellsAFailureInMidStreamAndEnds() {
        var out = new ByteSink(1024);
        Writer writer = writer(ChatAnswer.STREAM);
        writer.fail(Problem.of(ErrorType.PROVIDER_UNAVAILABLE, "gone").with("provider_name", "Acme"),
                ChatAnswer.settled(Tally.EMPTY), out);

        assertThat(out.toString()).endsWith("\n\ndata: [DONE]\n\n");
        JsonNode chunk = events(out.toString()).getFirst();
        assertThat(chunk.path("error").path("code").asInt()).isEqualTo(502);
        assertThat(chunk.path("error").path("metadata").path("error_type").stringValue())
                .isEqualTo("provider_unavailable");
        assertThat(chunk.path("choices").path(0).path("finish_reason").stringValue()).isEqualTo("error");
    }

    @Test
    void signsOfLifeMeanNothing() {
        var out = new ByteSink(64);
        writer(ChatAnswer.STREAM).idle(out);
        assertThat(out.toString()).isEqualTo(": OPENROUTER PROCESSING\n\n");
    }

    @Test
    void writesTheErrorBodyThatBothKindsOfClientsRead() {
        var problem = Problem.of(ErrorType.RATE_LIMIT_EXCEEDED, "slow down").with("provider_name", "Acme")
                .withAvailability(new Availability("capacity_exhausted", true, List.of("a/b"), List.of(),
                        Optional.empty(), List.of("c/d")))
                .withRetryAfter(Duration.ofMillis(1500));
        JsonNode body = Json.mapper().readTree(new ChatDialect().error(problem, Optional.of("gen-1")));

        JsonNode error = body.path("error");
        assertThat(error.path("code").asInt()).isEqualTo(429);
        assertThat(error.path("message").stringValue()).isEqualTo("slow down");
        assertThat(error.path("type").stringValue()).isEqualTo("rate_limit_error");
        assertThat(error.path("metadata").path("error_type").stringValue()).isEqualTo("rate_limit_exceeded");
        assertThat(error.path("metadata").path("provider_name").stringValue()).isEqualTo("Acme");
        assertThat(error.path("availability").path("retry_after").asInt()).isEqualTo(2);
        assertThat(error.path("availability").path("fallback_models").path(0).stringValue()).isEqualTo("c/d");
        assertThat(body.has("user_id")).isTrue();
    }

    private static List<Event> conversation() {
        Optional<String> claude = Optional.of(Reasoning.ANTHROPIC);
        return List.of(
                new Event.Reasoned(0,
                        new Reasoning(Reasoning.Kind.TEXT, "hm", Optional.empty(), Optional.empty(), claude, 0)),
                new Event.Reasoned(0,
                        new Reasoning(Reasoning.Kind.TEXT, "", Optional.of("sig"), Optional.empty(), claude, 0)),
                new Event.Text(0, "It "), new Event.Text(0, "is."),
                new Event.ToolCalled(0, 0, Optional.of("c1"), Optional.of("f"), "{\"a\":"),
                new Event.ToolCalled(0, 0, Optional.empty(), Optional.empty(), "1}"),
                new Event.Pictured(0, "data:image/png;base64,QQ=="),
                new Event.Finished(0, FinishReason.TOOL_CALLS, "tool_use"));
    }

    private static Writer writer(Answer answer) {
        return new ChatDialect().writer(ChatAnswer.exchange("{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"),
                answer);
    }

    private static JsonNode delta(JsonNode chunk) {
        return chunk.path("choices").path(0).path("delta");
    }

    private static List<JsonNode> events(String stream) {
        return stream.lines().filter(line -> line.startsWith("data: {"))
                .map(line -> Json.mapper().readTree(line.substring("data: ".length()))).toList();
    }

    /** A chunk of another wire that says one thing. */
    private record Said(Event event) implements Chunk {
        @Override
        public boolean has(Sign sign) {
            return sign == (event instanceof Event.Finished ? Sign.FINISH : Sign.CONTENT);
        }

        @Override
        public Frame frame() {
            return new Frame(Wire.MESSAGES, "", new byte[0], 0, 0, new Spans(), false);
        }

        @Override
        public void events(Consumer<Event> to) {
            to.accept(event);
        }

        @Override
        public Optional<UpstreamFailure> failure() {
            return Optional.empty();
        }
    }
}
