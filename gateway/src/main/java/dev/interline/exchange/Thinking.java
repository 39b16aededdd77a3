package dev.interline.exchange;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much the model is asked to reason (OpenRouter: {@code reasoning}).
 *
 * @param enabled whether it may reason at all; empty leaves it to the model
 * @param effort {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh}, {@code max} or {@code none}
 * @param maxTokens upper bound on reasoning tokens
 * @param exclude whether the client does not want to see it
 * @param adaptive whether the model itself decides how long (Anthropic: {@code thinking.type = adaptive})
 */
public record Thinking(Optional<Boolean> enabled, Optional<String> effort, OptionalLong maxTokens, boolean exclude,
        boolean adaptive) {
    /** Nothing was said about reasoning. */
    public static final Thinking UNSAID = new Thinking(Optional.empty(), Optional.empty(), OptionalLong.empty(), false,
            false);
}
