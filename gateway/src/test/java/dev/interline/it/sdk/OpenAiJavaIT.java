package dev.interline.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.interline.it.harness.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client. */
@Tag("sdk")
class OpenAiJavaIT {
    @RegisterExtension
    static final SdkGateway UPSTREAMS = new SdkGateway();

    /** A structure that an answer must have. */
    static final class Recipe {
        public String title = "";
        public List<String> steps = List.of();
        public double score;
    }

    /** A tool, as the client makes its schema from a class. */
    @JsonClassDescription("The weather")
    static final class Weather {
        @JsonPropertyDescription("Name of the city")
        public String city = "";
        public int days;
    }

    /** A client with a key, as long as it is used. */
    private static final class Use implements AutoCloseable {
        private final OpenAIClient client;

        Use(String key) {
            client = OpenAIOkHttpClient.builder().baseUrl(UPSTREAMS.gateway().base() + "/api/v1").apiKey(key)
                    .maxRetries(0).build();
        }

        Use() {
            this(TestGateway.KEY);
        }

        ChatCompletion ask(ChatCompletionCreateParams params) {
            return client.chat().completions().create(params);
        }

        ChatCompletion stream(ChatCompletionCreateParams params) {
            var whole = ChatCompletionAccumulator.create();
            try (var chunks = client.chat().completions().createStreaming(params)) {
                chunks.stream().forEach(whole::accumulate);
            }
            return whole.chatCompletion();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static ChatCompletionCreateParams.Builder question(String model, String text) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void answersAndStreams(String model) {
        try (var use = new Use()) {
            var question = question(model, "My name is Ada.").build();
            for (var answer : List.of(use.ask(question), use.stream(question))) {
                answer.validate();
                assertThat(answer.id()).startsWith("gen-");
                assertThat(answer.choices().getFirst().message().content()).hasValueSatisfying(
                        text -> assertThat(text).isNotEmpty());
                assertThat(answer.choices().getFirst().finishReason())
                        .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
            }
            assertThat(use.ask(question).usage().orElseThrow().promptTokens()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void callsToolsAndHearsOfTheirResults(String model) {
        try (var use = new Use()) {
            var question = question(model, "Weather in Paris?").addTool(Weather.class).build();
            for (var answer : List.of(use.ask(question), use.stream(question))) {
                var message = answer.choices().getFirst().message();
                var call = message.toolCalls().orElseThrow().getFirst().asFunction();
                assertThat(call.function().arguments(Weather.class).city).isNotNull();
                var second = use.ask(question.toBuilder().addMessage(message)
                        .addMessage(ChatCompletionToolMessageParam.builder().toolCallId(call.id())
                                .content("18 degrees and sunny").build())
                        .build());
                assertThat(second.choices().getFirst().message().content().orElseThrow())
                        .contains("18 degrees and sunny");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void answersInAStructure(String model) {
        try (var use = new Use()) {
            var params = question(model, "A recipe, please").responseFormat(Recipe.class).build();
            var recipe = use.client.chat().completions().create(params).choices().getFirst().message().content()
                    .orElseThrow();
            assertThat(recipe.title).isNotNull();
            assertThat(recipe.steps).isNotNull();
        }
    }

    @Test
    void listsModels() {
        try (var use = new Use()) {
            assertThat(use.client.models().list().autoPager().stream().map(model -> model.id()))
                    .contains("openai/gpt-4o", "acme/chat", "acme/claude").hasSizeGreaterThan(300);
        }
    }

    @Test
    void throwsTheExceptionOfEachStatus() {
        try (var use = new Use(); var stranger = new Use("sk-or-v1-wrong")) {
            assertThatExceptionOfType(UnauthorizedException.class)
                    .isThrownBy(() -> stranger.ask(question("acme/chat", "Hello").build()));
            assertThatExceptionOfType(BadRequestException.class)
                    .isThrownBy(() -> use.ask(question("openai/gpt-4oo", "Hello").build()));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> use.ask(question("openai/gpt-4o", "Hello").build()));
            assertThatExceptionOfType(RateLimitException.class)
                    .isThrownBy(() -> use.ask(question("acme/chat", "fail with 429").build()));
            assertThatExceptionOfType(InternalServerException.class)
                    .isThrownBy(() -> use.ask(question("acme/claude", "fail with 503").build()))
                    .satisfies(e -> assertThat(e.statusCode()).isEqualTo(503));
            assertThatExceptionOfType(InternalServerException.class)
                    .isThrownBy(() -> use.stream(question("acme/chat", "fail with 503").build()));
        }
    }

    @Test
    void throwsWhenAStreamBreaksAfterContent() {
        try (var use = new Use()) {
            assertThatExceptionOfType(OpenAIException.class).isThrownBy(
                    () -> use.stream(question("interline/simulator", "[[simulate: cut_after=10]]").build()));
        }
    }
}
