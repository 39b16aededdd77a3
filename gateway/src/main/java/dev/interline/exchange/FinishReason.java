package dev.interline.exchange;

import java.util.Locale;

/** Why an answer ended, in OpenRouter's five words. */
public enum FinishReason {
    STOP("stop"), LENGTH("length"), TOOL_CALLS("tool_calls"), CONTENT_FILTER("content_filter"), ERROR("error");

    private final String text;

    FinishReason(String text) {
        this.text = text;
    }

    /** The word on the chat wire. */
    public String text() {
        return text;
    }

    /**
     * The normal word for what an upstream of the chat wire gave as its reason. A word that nobody knows means that the
     * model stopped by itself: the answer is whole, and the word itself stays visible as the native reason.
     */
    public static FinishReason ofChat(String nativeReason) {
        return switch (nativeReason.toLowerCase(Locale.ROOT)) {
            case "length", "max_tokens", "max_output_tokens", "model_length", "token_limit", "context_length",
                    "max_length", "model_context_window_exceeded" ->
                LENGTH;
            case "tool_calls", "tool_call", "function_call", "tool_use" -> TOOL_CALLS;
            case "content_filter", "content_filtered", "safety", "sensitive", "recitation", "blocklist",
                    "prohibited_content", "spii", "refusal", "image_safety" ->
                CONTENT_FILTER;
            case "error", "insufficient_system_resource", "network_error", "malformed_function_call", "abort",
                    "aborted", "cancelled" ->
                ERROR;
            default -> STOP;
        };
    }
}
