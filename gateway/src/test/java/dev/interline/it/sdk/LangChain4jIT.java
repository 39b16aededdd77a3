package dev.interline.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.interline.it.harness.Json;
import dev.interline.it.harness.TestGateway;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j with its module for OpenAI. */
@Tag("sdk")
class LangChain4jIT {
    @RegisterExtension
    static final SdkGateway UPSTREAMS = new SdkGateway();

    private static final ToolSpecification WEATHER = ToolSpecification.builder().name("get_weather")
            .description("The weather").parameters(JsonObjectSchema.builder().addStringProperty("city")
                    .addIntegerProperty("days").required("city", "days").build())
            .build();

    private static String base() {
        return UPSTREAMS.gateway().base() + "/api/v1";
    }

    private static ChatModel model(String model, String key) {
        return OpenAiChatModel.builder().baseUrl(base()).apiKey(key).modelName(model).maxRetries(0)
                .strictJsonSchema(true).build();
    }

    private static ChatModel model(String model) {
        return model(model, TestGateway.KEY);
    }

    /** What was heard of a stream: its pieces put together, and the whole that ends it. */
    private static final class Heard implements StreamingChatResponseHandler {
        private final StringBuilder pieces = new StringBuilder();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            pieces.append(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }

    private static Heard stream(String model, ChatRequest request) {
        StreamingChatModel streaming =
                OpenAiStreamingChatModel.builder().baseUrl(base()).apiKey(TestGateway.KEY).modelName(model).build();
        var heard = new Heard();
        streaming.chat(request, heard);
        assertThat(heard.whole.handle((_, _) -> true).orTimeout(20, TimeUnit.SECONDS)).succeedsWithin(
                Duration.ofSeconds(30));
        return heard;
    }

    private static ChatRequest.Builder question(String text) {
        return ChatRequest.builder().messages(UserMessage.from(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void answersAndStreams(String model) {
        var question = question("My name is Ada.").build();
        var heard = stream(model, question);
        for (var answer : List.of(model(model).chat(question), heard.whole.join())) {
            assertThat(answer.aiMessage().text()).isNotEmpty();
            assertThat(answer.id()).startsWith("gen-");
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
            assertThat(answer.tokenUsage().outputTokenCount()).isPositive();
        }
        assertThat(heard.pieces.toString()).isEqualTo(heard.whole.join().aiMessage().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void callsToolsAndHearsOfTheirResults(String model) {
        var question = question("Weather in Paris?").toolSpecifications(WEATHER).build();
        for (var answer : List.of(model(model).chat(question), stream(model, question).whole.join())) {
            assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
            var call = answer.aiMessage().toolExecutionRequests().getFirst();
            assertThat(call.name()).isEqualTo("get_weather");
            assertThat(Json.tree(call.arguments()).path("city").isString()).isTrue();
            var messages = new ArrayList<ChatMessage>(question.messages());
            messages.add(answer.aiMessage());
            messages.add(ToolExecutionResultMessage.from(call, "18 degrees and sunny"));
            var second = model(model)
                    .chat(ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build());
            assertThat(second.aiMessage().text()).contains("18 degrees and sunny");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void answersInAStructure(String model) {
        var shape = JsonObjectSchema.builder().addStringProperty("title").addNumberProperty("score")
                .addProperty("steps", JsonArraySchema.builder().items(new JsonStringSchema()).build())
                .required("title", "score", "steps").build();
        var format = ResponseFormat.builder().type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder().name("recipe").rootElement(shape).build()).build();
        var answer = model(model).chat(question("A recipe, please").responseFormat(format).build());
        var recipe = Json.tree(answer.aiMessage().text());
        assertThat(recipe.path("title").isString()).isTrue();
        assertThat(recipe.path("steps").isArray()).isTrue();
    }

    @Test
    void makesVectors() {
        var model = OpenAiEmbeddingModel.builder().baseUrl(base()).apiKey(TestGateway.KEY)
                .modelName("acme/chat").maxRetries(0).build();
        var answer = model.embedAll(List.of(TextSegment.from("hello"), TextSegment.from("goodbye")));
        assertThat(answer.content()).hasSize(2).allSatisfy(vector -> assertThat(vector.dimension()).isEqualTo(3));
        assertThat(answer.tokenUsage().inputTokenCount()).isPositive();
        assertThat(model.embed("hello").content()).isEqualTo(answer.content().getFirst());
    }

    @Test
    void throwsTheExceptionOfEachStatus() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> model("acme/chat", "sk-or-v1-wrong").chat("Hello"));
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> model("openai/gpt-4oo").chat("Hello"));
        assertThatExceptionOfType(ModelNotFoundException.class)
                .isThrownBy(() -> model("openai/gpt-4o").chat("Hello"));
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(() -> model("acme/chat").chat("fail with 429"));
        assertThatExceptionOfType(InternalServerException.class)
                .isThrownBy(() -> model("acme/claude").chat("fail with 503"));
        assertThat(stream("acme/chat", question("fail with 429").build()).whole.exceptionNow())
                .isInstanceOf(RateLimitException.class);
    }

    /** The client passes over the event that tells of it; that nothing ended well is all that it says. */
    @Test
    void knowsNoEndOfAStreamThatBreaksAfterContent() {
        var heard = stream("interline/simulator", question("[[simulate: cut_after=10]]").build());
        assertThat(heard.pieces).isNotEmpty();
        assertThat(heard.whole.join().finishReason()).isNotEqualTo(FinishReason.STOP);
    }
}
