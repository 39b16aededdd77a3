package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import dev.interline.exchange.ErrorObject;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.RouterMetadata;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Problems in this wire's two forms: the body of an answer that is none, where {@code error.code} is the HTTP status as in
 * all of OpenRouter's bodies, and the {@code error} of a response that failed, where it is one of OpenAI's words.
 */
final class ErrorBodies {
    private ErrorBodies() {}

    /** Writes the body; this wire's own word is {@code error.metadata.code} unless that holds a more precise one. */
    static void write(Problem problem, Optional<String> generation, ByteSink out) {
        Problem told = problem.metadata().containsKey("code") ? problem : problem.with("code", code(problem.type()));
        ErrorObject.write(told, out.text("{\"error\":"));
        out.name(false, "error_type").string(problem.type().text());
        generation.ifPresent(id -> out.name(false, "id").string(id));
        out.text(",\"metadata\":null,\"user_id\":null");
        RouterMetadata.append(problem.routing(), out);
        out.write('}');
    }

    /** Writes the {@code error} of a response that failed. */
    static void field(Problem problem, ByteSink out) {
        out.text("{\"code\":").string(code(problem.type())).name(false, "message").string(problem.message());
        if (!problem.metadata().isEmpty()) {
            out.name(false, "metadata").write(Json.mapper().writeValueAsBytes(new TreeMap<>(problem.metadata())));
        }
        out.write('}');
    }

    /** OpenRouter: code map of the Responses API. */
    private static String code(ErrorType type) {
        return switch (type) {
            case RATE_LIMIT_EXCEEDED -> "rate_limit_exceeded";
            case CONTEXT_LENGTH_EXCEEDED, INVALID_REQUEST, INVALID_PROMPT -> "invalid_prompt";
            case CONTENT_POLICY_VIOLATION -> "image_content_policy_violation";
            case MAX_TOKENS_EXCEEDED, TOKEN_LIMIT_EXCEEDED, STRING_TOO_LONG, REFUSAL, INVALID_IMAGE, IMAGE_TOO_LARGE,
                    IMAGE_TOO_SMALL, UNSUPPORTED_IMAGE_FORMAT, IMAGE_DOWNLOAD_FAILED, AUTHENTICATION,
                    PAYMENT_REQUIRED, PERMISSION_DENIED, NOT_FOUND, IMAGE_NOT_FOUND, PRECONDITION_FAILED,
                    PAYLOAD_TOO_LARGE, UNPROCESSABLE, SERVER, UNMAPPED, PROVIDER_UNAVAILABLE, PROVIDER_OVERLOADED,
                    TIMEOUT ->
                "server_error";
        };
    }
}
