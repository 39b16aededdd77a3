package dev.interline.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatFailuresTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T09:00:00Z"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            400 | {"error":{"message":"too long","code":"context_length_exceeded"}}                | CONTEXT_OVERFLOW | too long
            400 | {"error":{"message":"The total length of all messages is too long.","type":"too_many_prompt_tokens","code":400}} | CONTEXT_OVERFLOW | The total length of all messages is too long.
            400 | {"object":"error","message":"This model's maximum context length is 8 tokens","type":"BadRequestError"} | CONTEXT_OVERFLOW | This model's maximum context length is 8 tokens
            400 | {"error":{"message":"no","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}} | CONTENT_FILTERED | no
            400 | {"error":{"message":"Input data may contain inappropriate content.","code":"data_inspection_failed"}} | CONTENT_FILTERED | Input data may contain inappropriate content.
            400 | {"error":{"message":"Unsupported parameter"}}                                   | REFUSED          | Unsupported parameter
            400 | {"error":{"message":"x is not a valid model ID","code":400}}                    | NO_SUCH_MODEL    | x is not a valid model ID
            402 | {"error":{"message":"Insufficient Balance"}}                                    | ACCOUNT_EMPTY    | Insufficient Balance
            404 | {"error":{"message":"no model"}}                                                | NO_SUCH_MODEL    | no model
            408 | {}                                                                              | HEADERS_TIMEOUT  | The provider answered with status 408
            413 | {"message":"big"}                                                               | TOO_LARGE        | big
            422 | {"detail":[{"loc":["body","user"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]} | REFUSED | Extra inputs are not permitted
            429 | {"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}} | ACCOUNT_EMPTY | You exceeded your current quota
            429 | {"error":"slow down"}                                                           | THROTTLED        | slow down
            500 | {"error":{"message":"boom"}}                                                    | SERVER_ERROR     | boom
            500 | {"error":{"message":"The engine is currently overloaded"}}                      | OVERLOADED       | The engine is currently overloaded
            502 | <html>Bad Gateway</html>                                                        | SERVER_ERROR     | The provider answered with status 502
            503 | {"errors":[{"code":5,"message":"no capacity"}],"success":false}                 | OVERLOADED       | no capacity
            529 | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}     | OVERLOADED       | Overloaded
            302 |                                                                                 | NOT_AN_ANSWER    | The provider answered with status 302
            """)
    void knowsWhatAStatusMeans(int status, String body, Fault fault, String message) {
        UpstreamFailure failure = classify(status, Map.of(), body == null ? "" : body);
        assertThat(failure.fault()).isEqualTo(fault);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.status()).isEqualTo(status);
    }

    @Test
    void keepsTheOperatorsKeyToItself() {
        UpstreamFailure failure = classify(401, Map.of(),
                "{\"error\":{\"message\":\"Incorrect API key provided: sk-abc***xyz\",\"code\":\"invalid_api_key\"}}");
        assertThat(failure.fault()).isEqualTo(Fault.CREDENTIALS);
        assertThat(failure.code()).contains("invalid_api_key");
        assertThat(failure.toString()).doesNotContain("sk-abc");
    }

    @ParameterizedTest
    @CsvSource({"retry-after, 2, 2000", "Retry-After, 0.5, 500", "retry-after-ms, 120, 120",
            "retry-after, 'Sat, 21 Nov 2026 09:01:00 GMT', 60000", "retry-after, 'Sat, 21 Nov 2026 08:00:00 GMT', 0",
            "x-ratelimit-reset, 1795251605000, 5000", "x-ratelimit-reset, 1795251607, 7000",
            "x-ratelimit-reset, 1m2.5s, 62500"})
    void readsHowLongToWait(String header, String value, long millis) {
        assertThat(classify(429, Map.of(header, value), "{}").retryAfter()).contains(Duration.ofMillis(millis));
    }

    @Test
    void waitsForWhatIsExhausted() {
        assertThat(classify(429, Map.of("x-ratelimit-remaining-requests", "3", "x-ratelimit-reset-requests", "9s",
                "x-ratelimit-remaining-tokens", "0", "x-ratelimit-reset-tokens", "2s"), "{}").retryAfter())
                .contains(Duration.ofSeconds(2));
        assertThat(classify(429, Map.of("retry-after", "soon"), "{}").retryAfter()).isEmpty();
    }

    private static UpstreamFailure classify(int status, Map<String, String> headers, String body) {
        return new OpenAiProvider(CLOCK).classify(status, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
