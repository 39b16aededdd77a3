package dev.interline.provider.openai;

import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What an upstream's refusals and breakdowns mean, by status first and by their words second. */
final class Failures {
    private static final int READ = 64 * 1024;

    private static final List<String> CONTEXT = List.of("context_length_exceeded", "maximum context length",
            "context length", "context window", "context_window", "context size", "maximum prompt length",
            "prompt is too long", "input is too long", "too_many_prompt_tokens", "length of all messages is too long",
            "too many tokens", "reduce the length", "tokens exceed", "exceed the max", "exceeds the max",
            "max_tokens_exceeded", "larger than the maximum", "input length", "prompt too long", "exceed_context");
    private static final List<String> FILTER = List.of("content_filter", "content_policy", "content policy",
            "content management policy", "responsibleaipolicy", "data_inspection_failed", "moderation",
            "content violates", "safety system", "prohibited_content", "flagged", "sensitive content",
            "content_moderation", "unsafe or sensitive");
    private static final List<String> MONEY = List.of("insufficient_quota", "exceeded your current quota",
            "insufficient balance", "insufficient_balance", "insufficient credits", "insufficient funds",
            "billing_hard_limit", "billing hard limit", "credit balance", "out of credits", "payment required",
            "account balance", "billing_not_active", "arrearage");
    private static final List<String> MODEL = List.of("model_not_found", "model not found", "unknown model",
            "invalid model", "no such model", "model_not_exist", "model not exist", "not a valid model",
            "unknown_model", "invalid_model", "model does not exist");
    private static final List<String> OVERLOAD = List.of("overloaded", "over capacity", "at capacity",
            "insufficient_system_resource", "no healthy upstream", "server is busy", "engine_overloaded");

    private Failures() {}

    /** An answer with a status other than 2xx. */
    static UpstreamFailure ofStatus(int status, Headers headers, byte[] body, InstantSource clock) {
        String raw = text(body, 0, body.length);
        return of(status, Words.of(raw), raw, headers, clock);
    }

    /** An error inside an answer that began with 200; it is what the status that it stands for would be. */
    static UpstreamFailure inBand(byte[] bytes, int from, int to) {
        String raw = text(bytes, from, to);
        Words words = Words.of(raw);
        return of(words.status() != 0 ? words.status() : impliedStatus(words), words, raw, Headers.NONE,
                InstantSource.system());
    }

    /** A 200 whose JSON is no answer, since it lacks {@code what}. */
    static UpstreamFailure noAnswer(byte[] bytes, int from, int to, String what) {
        String raw = text(bytes, from, to);
        Words words = Words.of(raw);
        String message = words.message().isEmpty() ? "The provider's answer has no " + what : words.message();
        return new UpstreamFailure(Fault.NOT_AN_ANSWER, 0, message, words.code(), Optional.of(raw), Optional.empty());
    }

    /** Bytes that are no JSON: a web page instead of an answer, or broken JSON. */
    static UpstreamFailure notJson(byte[] bytes, int from, int to, boolean whole, MalformedJson fault) {
        int first = from;
        while (first < to && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        boolean object = first < to && bytes[first] == '{';
        Fault kind = whole && !object ? Fault.NOT_AN_ANSWER : Fault.MALFORMED;
        String message = kind == Fault.MALFORMED
                ? "The provider's answer is malformed: " + fault.getMessage()
                : "The provider's answer is not JSON";
        return new UpstreamFailure(kind, 0, message, Optional.empty(), Optional.of(text(bytes, from, to)),
                Optional.empty());
    }

    private static UpstreamFailure of(int status, Words words, String raw, Headers headers, InstantSource clock) {
        Fault fault = fault(status, words.all());
        if (fault == Fault.CREDENTIALS) {
            // The words may show a part of the operator's key, so that they stay here.
            return new UpstreamFailure(fault, status, "The provider refuses the credentials that are configured for it",
                    words.code(), Optional.empty(), Optional.empty());
        }
        String message = words.message().isEmpty() ? "The provider answered with status " + status : words.message();
        return new UpstreamFailure(fault, status, message, words.code(),
                raw.isEmpty() ? Optional.empty() : Optional.of(raw), RetryAfter.of(headers, clock));
    }

    private static Fault fault(int status, String said) {
        return switch (status) {
            case 401 -> Fault.CREDENTIALS;
            case 402 -> Fault.ACCOUNT_EMPTY;
            case 403 -> says(said, FILTER) ? Fault.CONTENT_FILTERED
                    : says(said, MONEY) ? Fault.ACCOUNT_EMPTY : Fault.CREDENTIALS;
            case 404 -> Fault.NO_SUCH_MODEL;
            case 408, 504, 524 -> Fault.HEADERS_TIMEOUT;
            case 413 -> says(said, CONTEXT) ? Fault.CONTEXT_OVERFLOW : Fault.TOO_LARGE;
            case 429 -> says(said, MONEY) ? Fault.ACCOUNT_EMPTY : Fault.THROTTLED;
            case 503, 529 -> Fault.OVERLOADED;
            default -> status >= 500 ? serverFault(said) : callerFault(status, said);
        };
    }

    private static Fault serverFault(String said) {
        if (says(said, OVERLOAD)) {
            return Fault.OVERLOADED;
        }
        return says(said, List.of("context_length_exceeded", "maximum context length"))
                ? Fault.CONTEXT_OVERFLOW
                : Fault.SERVER_ERROR;
    }

    private static Fault callerFault(int status, String said) {
        if (status < 400) {
            return Fault.NOT_AN_ANSWER;
        }
        if (says(said, CONTEXT)) {
            return Fault.CONTEXT_OVERFLOW;
        }
        if (says(said, FILTER)) {
            return Fault.CONTENT_FILTERED;
        }
        if (says(said, MODEL)) {
            return Fault.NO_SUCH_MODEL;
        }
        return says(said, MONEY) ? Fault.ACCOUNT_EMPTY : Fault.REFUSED;
    }

    private static int impliedStatus(Words words) {
        String said = words.all();
        if (says(said, OVERLOAD)) {
            return 503;
        }
        if (says(said, List.of("rate_limit", "rate limit", "too many requests", "quota"))) {
            return 429;
        }
        if (says(said, List.of("authentication", "invalid api key", "unauthorized"))) {
            return 401;
        }
        boolean callers = says(said, List.of("invalid_request", "bad_request", "invalid_prompt")) || says(said, CONTEXT)
                || says(said, FILTER);
        return callers ? 400 : 502;
    }

    private static boolean says(String said, List<String> hints) {
        return hints.stream().anyMatch(said::contains);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, READ), StandardCharsets.UTF_8).strip();
    }
}
