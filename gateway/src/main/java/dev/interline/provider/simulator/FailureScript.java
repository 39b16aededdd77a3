package dev.interline.provider.simulator;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Script;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An HTTP error in the words of OpenAI's API. */
final class FailureScript implements Script {
    private final Head head;
    private final byte[] body;
    private boolean sent;

    private FailureScript(int status, String message, Optional<Duration> retryAfter) {
        String type = "application/json";
        head = new Head(Duration.ZERO, status, retryAfter.isEmpty()
                ? Map.of("content-type", type)
                : Map.of("content-type", type, "retry-after", Long.toString(retryAfter.get().toSeconds())));
        var sink = new ByteSink(256);
        sink.text("{\"error\":{\"message\":").string(message);
        sink.text(",\"type\":").string(type(status));
        sink.text(",\"param\":null,\"code\":").string(code(status)).text("}}");
        body = sink.toBytes();
    }

    static FailureScript of(int status, String message) {
        return new FailureScript(status, message, Optional.empty());
    }

    static FailureScript of(int status, Optional<Duration> retryAfter) {
        return new FailureScript(status, "Simulated error with status " + status, retryAfter);
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Step next() {
        if (sent) {
            return new Step.End(Duration.ZERO);
        }
        sent = true;
        return new Step.Send(Duration.ZERO, body);
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "insufficient_quota";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 402 -> "insufficient_quota";
            case 404 -> "model_not_found";
            case 429 -> "rate_limit_exceeded";
            case 503, 529 -> "overloaded";
            default -> status < 500 ? "invalid_request" : "server_error";
        };
    }
}
