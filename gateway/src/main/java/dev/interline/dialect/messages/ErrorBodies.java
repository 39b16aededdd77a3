package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import java.util.Map;
import java.util.Optional;

/** Problems as Anthropic's error bodies (OpenRouter: {@code error_type} vocabulary, messages type map). */
final class ErrorBodies {
    private ErrorBodies() {}

    /** Writes the body; {@code generation} is its {@code request_id}. */
    static void write(Problem problem, Optional<String> generation, ByteSink out) {
        out.text("{\"type\":\"error\",\"error\":{\"type\":").string(type(problem.type()));
        out.name(false, "message").string(problem.message());
        out.name(false, "error_type").string(problem.type().text()).write('}');
        out.name(false, "request_id");
        generation.ifPresentOrElse(out::string, () -> out.text("null"));
        Map<String, Object> metadata = problem.metadata();
        if (!metadata.isEmpty()) {
            out.name(false, "metadata").text(Json.mapper().writeValueAsString(metadata));
        }
        RouterMetadata.append(problem.routing(), out);
        out.write('}');
    }

    private static String type(ErrorType type) {
        return switch (type) {
            case CONTEXT_LENGTH_EXCEEDED, MAX_TOKENS_EXCEEDED, TOKEN_LIMIT_EXCEEDED, STRING_TOO_LONG, INVALID_REQUEST,
                    INVALID_PROMPT, CONTENT_POLICY_VIOLATION, REFUSAL, INVALID_IMAGE, IMAGE_TOO_LARGE, IMAGE_TOO_SMALL,
                    UNSUPPORTED_IMAGE_FORMAT, IMAGE_DOWNLOAD_FAILED, PRECONDITION_FAILED, PAYLOAD_TOO_LARGE,
                    UNPROCESSABLE ->
                "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case PAYMENT_REQUIRED -> "billing_error";
            case PERMISSION_DENIED -> "permission_error";
            case NOT_FOUND, IMAGE_NOT_FOUND -> "not_found_error";
            case RATE_LIMIT_EXCEEDED -> "rate_limit_error";
            case PROVIDER_OVERLOADED -> "overloaded_error";
            case TIMEOUT -> "timeout_error";
            case SERVER, UNMAPPED, PROVIDER_UNAVAILABLE -> "api_error";
        };
    }
}
