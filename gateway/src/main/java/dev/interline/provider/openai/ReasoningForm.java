package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import java.util.List;
import java.util.OptionalLong;

/**
 * Asks for reasoning in a vendor's own way (OpenRouter: reasoning tokens). Effort and budget are told in each other's terms
 * where the vendor knows only one of them: a budget is a share of the output that may be written.
 */
final class ReasoningForm {
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final double[] SHARES = {0, 0.1, 0.2, 0.5, 0.8, 0.95, 0.95};
    private static final long LEAST_BUDGET = 1024;
    private static final long MOST_BUDGET = 128_000;
    /** The output that budgets are measured against when nobody set a bound. */
    private static final long USUAL_OUTPUT = 16_384;

    private ReasoningForm() {}

    /** Appends members, each with a comma before it; nothing when nothing was said about reasoning. */
    static void write(Thinking thinking, OptionalLong maxTokens, Target target, ByteSink out) {
        boolean said = thinking.enabled().isPresent() || thinking.effort().isPresent()
                || thinking.maxTokens().isPresent() || thinking.adaptive();
        if (!said) {
            return;
        }
        Quirks quirks = target.vendor().quirks();
        boolean on = thinking.enabled().orElse(true);
        long output = maxTokens.orElse(target.maxCompletionTokens() > 0 ? target.maxCompletionTokens() : USUAL_OUTPUT);
        switch (quirks.reasoningRequest()) {
            case OPENROUTER -> object(thinking, out);
            case EFFORT -> out.text(",\"reasoning_effort\":").string(nearest(effort(thinking, output), quirks));
            case THINKING -> {
                out.text(",\"thinking\":{\"type\":").string(on ? "enabled" : "disabled").write('}');
                if (on && !quirks.efforts().isEmpty() && !thinking.adaptive()) {
                    out.text(",\"reasoning_effort\":").string(nearest(effort(thinking, output), quirks));
                }
            }
            case ENABLE_THINKING -> {
                out.text(",\"enable_thinking\":").text(Boolean.toString(on));
                if (on && (thinking.maxTokens().isPresent()
                        || thinking.effort().isPresent() && maxTokens.isPresent())) {
                    out.text(",\"thinking_budget\":").number(budget(thinking, output));
                }
            }
            case NONE -> {
                // The model reasons as it likes.
            }
        }
    }

    private static void object(Thinking thinking, ByteSink out) {
        out.text(",\"reasoning\":{\"enabled\":").text(Boolean.toString(thinking.enabled().orElse(true)));
        thinking.effort().ifPresent(word -> out.text(",\"effort\":").string(word));
        if (thinking.effort().isEmpty() && thinking.maxTokens().isPresent()) {
            out.text(",\"max_tokens\":").number(thinking.maxTokens().getAsLong());
        }
        if (thinking.exclude()) {
            out.text(",\"exclude\":true");
        }
        out.write('}');
    }

    /** The effort that was asked for, or that a budget amounts to; plain "enabled" is medium. */
    private static String effort(Thinking thinking, long output) {
        if (!thinking.enabled().orElse(true)) {
            return "none";
        }
        if (thinking.effort().isPresent()) {
            return thinking.effort().get();
        }
        if (thinking.maxTokens().isEmpty()) {
            return "medium";
        }
        double share = (double) thinking.maxTokens().getAsLong() / output;
        int best = 1;
        for (int i = 1; i < SHARES.length - 1; i++) {
            if (Math.abs(SHARES[i] - share) < Math.abs(SHARES[best] - share)) {
                best = i;
            }
        }
        return EFFORTS.get(best);
    }

    /** {@code max(min(output * share, 128000), 1024)}. */
    private static long budget(Thinking thinking, long output) {
        if (thinking.maxTokens().isPresent()) {
            return thinking.maxTokens().getAsLong();
        }
        int level = Math.max(0, EFFORTS.indexOf(thinking.effort().orElse("medium")));
        return Math.max(Math.min((long) (output * SHARES[level]), MOST_BUDGET), LEAST_BUDGET);
    }

    /** The word itself where the vendor knows it, else the nearest one that it knows, of two the greater. */
    private static String nearest(String word, Quirks quirks) {
        List<String> known = quirks.efforts();
        if (known.isEmpty() || known.contains(word)) {
            return word;
        }
        int wanted = EFFORTS.indexOf(word);
        String best = known.getFirst();
        for (String candidate : known) {
            if (Math.abs(EFFORTS.indexOf(candidate) - wanted) <= Math.abs(EFFORTS.indexOf(best) - wanted)) {
                best = candidate;
            }
        }
        return best;
    }
}
