package dev.interline.provider.anthropic;

import dev.interline.exchange.FinishReason;

/** Anthropic's stop reasons in neutral words. */
final class StopReasons {
    private StopReasons() {}

    static FinishReason finish(String stopReason) {
        return switch (stopReason) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
