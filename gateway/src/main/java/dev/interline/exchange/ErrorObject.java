package dev.interline.exchange;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The error object of OpenAI's wires, with what OpenRouter adds: the same in a body and inside a stream. */
public final class ErrorObject {
    private ErrorObject() {}

    /** Appends {@code {"code", "message", "type", "metadata", "availability"}}. */
    public static void write(Problem problem, ByteSink out) {
        out.text("{\"code\":").number(problem.status()).text(",\"message\":").string(problem.message())
                .text(",\"type\":").string(type(problem)).text(",\"metadata\":");
        var metadata = new TreeMap<String, Object>(problem.metadata());
        metadata.put("error_type", problem.type().text());
        value(metadata, out);
        problem.availability().ifPresent(found -> availability(found, problem, out));
        out.write('}');
    }

    /** The words that OpenAI's clients know. */
    private static String type(Problem problem) {
        return switch (problem.type()) {
            case AUTHENTICATION -> "invalid_request_error";
            case PAYMENT_REQUIRED -> "insufficient_quota";
            case PERMISSION_DENIED -> "permission_error";
            case NOT_FOUND, IMAGE_NOT_FOUND -> "not_found_error";
            case RATE_LIMIT_EXCEEDED -> "rate_limit_error";
            case TIMEOUT -> "timeout_error";
            case PROVIDER_UNAVAILABLE, PROVIDER_OVERLOADED, SERVER, UNMAPPED -> "server_error";
            case CONTEXT_LENGTH_EXCEEDED, MAX_TOKENS_EXCEEDED, TOKEN_LIMIT_EXCEEDED, STRING_TOO_LONG, INVALID_REQUEST,
                    INVALID_PROMPT, CONTENT_POLICY_VIOLATION, REFUSAL, INVALID_IMAGE, IMAGE_TOO_LARGE,
                    IMAGE_TOO_SMALL, UNSUPPORTED_IMAGE_FORMAT, IMAGE_DOWNLOAD_FAILED, PRECONDITION_FAILED,
                    PAYLOAD_TOO_LARGE, UNPROCESSABLE ->
                "invalid_request_error";
        };
    }

    private static void availability(Availability found, Problem problem, ByteSink out) {
        var members = new LinkedHashMap<String, Object>();
        members.put("code", found.code());
        members.put("retryable", found.retryable());
        members.put("requested_models", found.requestedModels());
        out.text(",\"availability\":");
        problem.retryAfter().ifPresent(wait -> members.put("retry_after", Math.ceilDiv(wait.toMillis(), 1000)));
        if (!found.excludedBy().isEmpty()) {
            members.put("excluded_by", found.excludedBy());
        }
        found.constraint().ifPresent(
                at -> members.put("constraint", Map.of("field", at.field(), "detail", at.detail())));
        if (!found.fallbackModels().isEmpty()) {
            members.put("fallback_models", found.fallbackModels());
        }
        value(members, out);
    }

    private static void value(Object value, ByteSink out) {
        out.write(Json.mapper().writeValueAsBytes(value));
    }
}
