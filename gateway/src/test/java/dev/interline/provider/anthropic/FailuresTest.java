package dev.interline.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | invalid_request_error | prompt is too long: 3333404 tokens > 200000 maximum | CONTEXT_OVERFLOW
            400 | invalid_request_error | input length and `max_tokens` exceed context limit | CONTEXT_OVERFLOW
            400 | invalid_request_error | Your credit balance is too low to access the API | ACCOUNT_EMPTY
            400 | invalid_request_error | Output blocked by content filtering policy | CONTENT_FILTERED
            400 | invalid_request_error | final assistant content cannot end with trailing whitespace | REFUSED
            401 | authentication_error | invalid x-api-key | CREDENTIALS
            402 | billing_error | m | ACCOUNT_EMPTY
            403 | permission_error | m | CREDENTIALS
            404 | not_found_error | model: x | NO_SUCH_MODEL
            413 | request_too_large | m | TOO_LARGE
            429 | rate_limit_error | m | THROTTLED
            500 | api_error | m | SERVER_ERROR
            429 | api_error | m | THROTTLED
            503 | api_error | m | OVERLOADED
            504 | timeout_error | m | SERVER_ERROR
            529 | overloaded_error | Overloaded | OVERLOADED
            """)
    void knowsAnthropicsErrors(int status, String type, String message, Fault fault) {
        UpstreamFailure failure = classify(status, "{\"type\":\"error\",\"error\":{\"type\":\"" + type
                + "\",\"message\":\"" + message + "\"},\"request_id\":\"req_1\"}", Map.of());
        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.code()).contains(type);
        assertThat(failure.raw()).hasValueSatisfying(raw -> assertThat(raw).contains("req_1"));
    }

    @ParameterizedTest
    @CsvSource({"400,REFUSED", "401,CREDENTIALS", "404,NO_SUCH_MODEL", "413,TOO_LARGE", "429,THROTTLED",
            "500,SERVER_ERROR", "502,SERVER_ERROR", "503,OVERLOADED", "529,OVERLOADED"})
    void goesByTheStatusWhenTheBodySaysNothing(int status, Fault fault) {
        UpstreamFailure failure = classify(status, "<html>", Map.of());
        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(failure.message()).contains(Integer.toString(status));
    }

    @Test
    void hearsHowLongToWait() {
        assertThat(classify(429, "{}", Map.of("Retry-After", "7")).retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(classify(429, "{}", Map.of("Retry-After", "soon")).retryAfter()).isEmpty();
    }

    private static UpstreamFailure classify(int status, String body, Map<String, String> headers) {
        return new AnthropicProvider().classify(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
