package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Thinking;
import java.util.Optional;
import java.util.function.Function;

/**
 * How much the model is asked to think, in Anthropic's two forms (OpenRouter: reasoning tokens): Claude 4.6 and later
 * decide themselves, steered by an effort; older models and other vendors' get a budget.
 *
 * @param form the {@code thinking} object; empty leaves it out
 * @param on whether thinking is switched on, which forbids most sampling parameters
 * @param effort the value of {@code output_config.effort}
 */
record ThinkingRequest(Optional<String> form, boolean on, Optional<String> effort) {
    private static final long LEAST_BUDGET = 1024;
    private static final long MOST_BUDGET = 128_000;

    /**
     * @param maxTokens bound on all output; a budget has to stay below it
     * @param lacksThinking whether the tool calls being answered came without reasoning, with which a budget cannot be
     *        combined
     */
    static ThinkingRequest of(Conversation meaning, ClaudeModel model, long maxTokens, boolean lacksThinking) {
        Thinking asked = meaning.thinking();
        String word = asked.effort().orElse("");
        Optional<String> effort = model.takesEffort()
                ? meaning.verbosity().or(asked::effort).flatMap(one -> effort(one, model))
                : Optional.empty();
        boolean refused = word.equals("none") || !asked.enabled().orElse(true);
        boolean wanted = !refused && (asked.enabled().orElse(false) || !word.isEmpty()
                || asked.maxTokens().orElse(0) > 0 || asked.adaptive());
        if (refused && model.thinksByDefault()) {
            return new ThinkingRequest(Optional.of("{\"type\":\"disabled\"}"), false, effort);
        }
        if (!wanted || WrittenRequest.forcesTool(meaning)) {
            return new ThinkingRequest(Optional.empty(), false, effort);
        }
        if (model.thinksAdaptively() && !(model.takesBudgets() && asked.maxTokens().isPresent())) {
            return adaptive(asked, model, effort);
        }
        return lacksThinking
                ? new ThinkingRequest(Optional.empty(), false, effort)
                : budget(asked, maxTokens, effort);
    }

    /** Writes the {@code thinking} member when there is one. */
    void write(Function<String, ByteSink> member) {
        form.ifPresent(json -> member.apply("thinking").text(json));
    }

    /** Newer models hide their thinking unless asked to show it. */
    private static ThinkingRequest adaptive(Thinking asked, ClaudeModel model, Optional<String> effort) {
        String display = model.takesBudgets()
                ? ""
                : ",\"display\":\"" + (asked.exclude() ? "omitted" : "summarized") + '"';
        return new ThinkingRequest(Optional.of("{\"type\":\"adaptive\"" + display + "}"), true, effort);
    }

    private static ThinkingRequest budget(Thinking asked, long maxTokens, Optional<String> effort) {
        long wanted = asked.maxTokens().isPresent()
                ? asked.maxTokens().getAsLong()
                : Math.min(maxTokens * percent(asked.effort().orElse("medium")) / 100, MOST_BUDGET);
        long budget = Math.min(Math.max(wanted, LEAST_BUDGET), maxTokens - 1);
        return budget < LEAST_BUDGET
                ? new ThinkingRequest(Optional.empty(), false, effort)
                : new ThinkingRequest(Optional.of("{\"type\":\"enabled\",\"budget_tokens\":" + budget + "}"), true,
                        effort);
    }

    private static long percent(String effort) {
        return switch (effort) {
            case "max", "xhigh" -> 95;
            case "high" -> 80;
            case "low" -> 20;
            case "minimal" -> 10;
            default -> 50;
        };
    }

    private static Optional<String> effort(String word, ClaudeModel model) {
        return switch (word) {
            case "minimal", "low" -> Optional.of("low");
            case "medium", "high" -> Optional.of(word);
            case "xhigh" -> Optional.of(model.takesHighestEfforts() ? "xhigh" : "high");
            case "max" -> Optional.of(model.thinksAdaptively() ? "max" : "high");
            default -> Optional.empty();
        };
    }
}
