package dev.interline.provider.responses;

import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Fault;
import dev.interline.exchange.Headers;
import dev.interline.exchange.Provider;
import dev.interline.exchange.UpstreamFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What errors inside an answer mean: what the status that they stand for would. */
final class Failures {
    private static final int READ = 64 * 1024;
    private static final List<String> OVERLOAD = List.of("overloaded", "over capacity", "slow_down", "unavailable");
    private static final List<String> THROTTLED = List.of("rate_limit", "rate limit", "quota", "too many requests");
    private static final List<String> CALLERS = List.of("invalid_prompt", "invalid_request", "invalid_image",
            "invalid_base64", "image_too", "image_parse", "image_content_policy", "image_file", "unsupported_image",
            "failed_to_download_image", "empty_image", "context_length", "context window", "content_policy",
            "content_filter", "string_above_max_length");
    private static final List<String> CREDENTIALS = List.of("invalid_api_key", "authentication", "unauthorized");

    private final Provider chat;

    /** @param chat knows what a status and its words mean */
    Failures(Provider chat) {
        this.chat = chat;
    }

    /** The error object, or the event that is one, in {@code bytes[from, to)}. */
    UpstreamFailure inBand(byte[] bytes, int from, int to) {
        byte[] error = Arrays.copyOfRange(bytes, from, Math.min(to, from + READ));
        return chat.classify(status(new String(error, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT)), Headers.NONE,
                error);
    }

    /** A 200 that is no answer, for whatever it says itself. */
    static UpstreamFailure noAnswer(byte[] bytes, int length, String message) {
        return new UpstreamFailure(Fault.NOT_AN_ANSWER, 0, message, Optional.empty(),
                Optional.of(new String(bytes, 0, Math.min(length, READ), StandardCharsets.UTF_8)), Optional.empty());
    }

    static UpstreamFailure malformed(MalformedJson fault) {
        return UpstreamFailure.of(Fault.MALFORMED, "The provider's answer is malformed: " + fault.getMessage());
    }

    private static int status(String said) {
        if (says(said, OVERLOAD)) {
            return 503;
        }
        if (says(said, THROTTLED)) {
            return 429;
        }
        if (says(said, CREDENTIALS)) {
            return 401;
        }
        return says(said, CALLERS) ? 400 : 502;
    }

    private static boolean says(String said, List<String> hints) {
        return hints.stream().anyMatch(said::contains);
    }
}
