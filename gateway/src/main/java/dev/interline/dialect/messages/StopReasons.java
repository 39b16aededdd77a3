package dev.interline.dialect.messages;

import dev.interline.exchange.FinishReason;
import java.util.Set;

/** Neutral finish reasons in Anthropic's words. */
final class StopReasons {
    private static final Set<String> OWN = Set.of("end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn",
            "refusal", "model_context_window_exceeded", "compaction");

    private StopReasons() {}

    /**
     * @param nativeReason the upstream's word, which is taken when it is Anthropic's
     * @param calledTools whether the answer calls tools: some upstreams then still say that they just stopped
     */
    static String of(FinishReason reason, String nativeReason, boolean calledTools) {
        if (OWN.contains(nativeReason)) {
            return nativeReason;
        }
        return switch (reason) {
            case STOP, ERROR -> calledTools ? "tool_use" : "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
        };
    }
}
