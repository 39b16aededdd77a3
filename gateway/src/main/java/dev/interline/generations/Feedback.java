package dev.interline.generations;

import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.util.Optional;

/**
 * What somebody thinks of a generation (OpenRouter: generation feedback).
 *
 * @param generation the generation's id
 * @param comment at most {@value #LONGEST} characters
 */
public record Feedback(String generation, Category category, Optional<String> comment) {
    /** Most characters of a comment. */
    public static final int LONGEST = 1_000;

    /** What it is about. */
    public enum Category {
        LATENCY, INCOHERENCE, INCORRECT_RESPONSE, FORMATTING, BILLING, API_ERROR, OTHER
    }

    public Feedback {
        comment.filter(text -> text.codePointCount(0, text.length()) > LONGEST).ifPresent(_ -> {
            throw new Rejected(Problem.invalid("comment: expected at most " + LONGEST + " characters"));
        });
    }

    /** What is said when the account has no such generation. */
    Rejected unknown() {
        return new Rejected(Problem.of(ErrorType.NOT_FOUND, "Generation " + generation + " not found"));
    }
}
