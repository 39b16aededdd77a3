package dev.interline.provider.responses;

import dev.interline.exchange.Target;
import dev.interline.exchange.Thinking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How much reasoning is asked for in this wire's one word, {@code reasoning.effort}. */
final class Effort {
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final double[] SHARES = {0, 0.1, 0.2, 0.5, 0.8, 0.95, 0.95};
    /** The output that budgets are measured against when nobody set a bound. */
    private static final long USUAL_OUTPUT = 16_384;

    private Effort() {}

    /** The word; empty when nothing was said about reasoning, or the vendor decides. */
    static Optional<String> of(Thinking thinking, OptionalLong maxTokens, Target target) {
        if (thinking.enabled().isEmpty() && thinking.effort().isEmpty() && thinking.maxTokens().isEmpty()) {
            return Optional.empty();
        }
        if (!thinking.enabled().orElse(true)) {
            return Optional.of(nearest("none", target));
        }
        long output = maxTokens.orElse(target.maxCompletionTokens() > 0 ? target.maxCompletionTokens() : USUAL_OUTPUT);
        String word = thinking.effort().orElseGet(
                () -> thinking.maxTokens().isPresent() ? share(thinking.maxTokens().getAsLong(), output) : "medium");
        return Optional.of(nearest(word, target));
    }

    /** The word for a budget, which is a share of the output. */
    private static String share(long budget, long output) {
        double share = (double) budget / output;
        int best = 1;
        for (int i = 1; i < SHARES.length - 1; i++) {
            if (Math.abs(SHARES[i] - share) < Math.abs(SHARES[best] - share)) {
                best = i;
            }
        }
        return EFFORTS.get(best);
    }

    /** The word itself where the vendor knows it, else the nearest one that it knows, of two the greater. */
    static String nearest(String word, Target target) {
        List<String> known = target.vendor().quirks().efforts();
        int wanted = EFFORTS.indexOf(word);
        if (known.isEmpty() || known.contains(word) || wanted < 0) {
            return word;
        }
        String best = known.getFirst();
        for (String candidate : known) {
            if (Math.abs(EFFORTS.indexOf(candidate) - wanted) <= Math.abs(EFFORTS.indexOf(best) - wanted)) {
                best = candidate;
            }
        }
        return best;
    }
}
