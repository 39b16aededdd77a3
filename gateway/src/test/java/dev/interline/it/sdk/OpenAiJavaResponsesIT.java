package dev.interline.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import dev.interline.it.harness.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java client's responses. */
@Tag("sdk")
class OpenAiJavaResponsesIT {
    @RegisterExtension
    static final SdkGateway UPSTREAMS = new SdkGateway();

    private static OpenAIClient client() {
        return OpenAIOkHttpClient.builder().baseUrl(UPSTREAMS.gateway().base() + "/api/v1").apiKey(TestGateway.KEY)
                .maxRetries(0).build();
    }

    private static Response stream(OpenAIClient client, ResponseCreateParams params) {
        var whole = ResponseAccumulator.create();
        try (var events = client.responses().createStreaming(params)) {
            events.stream().forEach(event -> {
                event.validate();
                whole.accumulate(event);
            });
        }
        return whole.response();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void answersAndStreams(String model) {
        var client = client();
        var params = ResponseCreateParams.builder().model(model).input("My name is Ada.").build();
        for (var answer : List.of(client.responses().create(params), stream(client, params))) {
            answer.validate();
            assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
            assertThat(answer.output().getLast().asMessage().content().getFirst().asOutputText().text()).isNotEmpty();
            assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
        }
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"interline/simulator", "acme/chat", "acme/claude"})
    void callsToolsAndHearsOfTheirResults(String model) {
        var client = client();
        var input = new ArrayList<ResponseInputItem>();
        input.add(ResponseInputItem.ofEasyInputMessage(com.openai.models.responses.EasyInputMessage.builder()
                .role(com.openai.models.responses.EasyInputMessage.Role.USER).content("Weather in Paris?").build()));
        var question = ResponseCreateParams.builder().model(model).addTool(OpenAiJavaIT.Weather.class);
        var first = client.responses().create(question.inputOfResponse(input).build());
        first.validate();
        var call = first.output().stream().flatMap(item -> item.functionCall().stream()).findFirst().orElseThrow();
        assertThat(call.arguments(OpenAiJavaIT.Weather.class).city).isNotNull();
        input.add(ResponseInputItem.ofFunctionCall(call));
        input.add(ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                .callId(call.callId()).output("18 degrees and sunny").build()));
        var second = client.responses().create(question.inputOfResponse(input).build());
        assertThat(second.output().getLast().asMessage().content().getFirst().asOutputText().text())
                .contains("18 degrees and sunny");
        client.close();
    }

    @Test
    void throwsForWhatNeedsAMemory() {
        var client = client();
        assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> client.responses()
                .create(ResponseCreateParams.builder().model("acme/chat").input("Hi").store(true).build()));
        client.close();
    }
}
