package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What Anthropic's error bodies and statuses mean. */
final class Failures {
    private static final long LONGEST_WAIT = 24L * 60 * 60;

    private Failures() {}

    /** An error told by status. */
    static UpstreamFailure of(int status, Headers headers, byte[] body) {
        Told told = told(body, 0, body.length);
        Fault fault = fault(told.type(), status, told.message());
        return failure(fault, status, told, raw(body, 0, body.length), retryAfter(headers));
    }

    /** An {@code error} event, or an error body behind status 200. */
    static UpstreamFailure inBand(byte[] bytes, int from, int to) {
        Told told = told(bytes, from, to);
        int status = status(told.type());
        return failure(fault(told.type(), status, told.message()), status, told, raw(bytes, from, to),
                Optional.empty());
    }

    private record Told(String type, String message) {}

    private static Told told(byte[] bytes, int from, int to) {
        try {
            JsonFields body = JsonFields.scan(bytes, from, to);
            int error = body.find("error");
            if (error >= 0 && bytes[body.valueStart(error)] == '{') {
                JsonFields inner = JsonFields.scan(bytes, body.valueStart(error), body.valueEnd(error));
                return new Told(inner.string("type").orElse(""), inner.string("message").orElse(""));
            }
            return new Told("", body.string("error").or(() -> body.string("message")).orElse(""));
        } catch (MalformedJson _) {
            return new Told("", "");
        }
    }

    private static UpstreamFailure failure(Fault fault, int status, Told told, Optional<String> raw,
            Optional<Duration> retryAfter) {
        String message = told.message().isEmpty() ? "The provider answered with status " + status : told.message();
        Optional<String> code = told.type().isEmpty() ? Optional.empty() : Optional.of(told.type());
        return new UpstreamFailure(fault, status, message, code, raw, retryAfter);
    }

    private static Optional<String> raw(byte[] bytes, int from, int to) {
        return from == to ? Optional.empty() : Optional.of(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private static Fault fault(String type, int status, String message) {
        return switch (type) {
            case "overloaded_error" -> Fault.OVERLOADED;
            case "rate_limit_error" -> Fault.THROTTLED;
            case "authentication_error" -> Fault.CREDENTIALS;
            case "permission_error" -> Fault.CREDENTIALS;
            case "billing_error" -> Fault.ACCOUNT_EMPTY;
            case "not_found_error" -> Fault.NO_SUCH_MODEL;
            case "request_too_large" -> Fault.TOO_LARGE;
            case "invalid_request_error" -> refused(message);
            default -> byStatus(status, message);
        };
    }

    private static Fault byStatus(int status, String message) {
        return switch (status) {
            case 401, 403 -> Fault.CREDENTIALS;
            case 402 -> Fault.ACCOUNT_EMPTY;
            case 404 -> Fault.NO_SUCH_MODEL;
            case 413 -> Fault.TOO_LARGE;
            case 429 -> Fault.THROTTLED;
            case 503, 529 -> Fault.OVERLOADED;
            default -> status >= 400 && status < 500 ? refused(message) : Fault.SERVER_ERROR;
        };
    }

    /** Anthropic tells several kinds of refusal apart by words alone. */
    private static Fault refused(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("prompt is too long") || words.contains("exceed context limit")
                || words.contains("context window")) {
            return Fault.CONTEXT_OVERFLOW;
        }
        if (words.contains("credit balance is too low") || words.contains("usage limits")) {
            return Fault.ACCOUNT_EMPTY;
        }
        if (words.contains("content filtering policy")) {
            return Fault.CONTENT_FILTERED;
        }
        if (words.contains("request size exceeds") || words.contains("request exceeds the maximum size")) {
            return Fault.TOO_LARGE;
        }
        return Fault.REFUSED;
    }

    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    private static Optional<Duration> retryAfter(Headers headers) {
        return headers.first("retry-after").flatMap(Failures::seconds);
    }

    private static Optional<Duration> seconds(String text) {
        try {
            long seconds = Long.parseLong(text.strip());
            return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
