package dev.interline.admission;

import dev.interline.exchange.Problem;
import java.util.OptionalLong;

/** Whether an attempt can be paid for. */
public sealed interface Fit {
    /**
     * It can, and its money is held.
     *
     * @param outputTokens most output tokens of one choice that the money is enough for, where the request is to be bounded
     *        so; empty if it need not be
     */
    record Affordable(OptionalLong outputTokens) implements Fit {}

    /** It cannot; what was held before is still held. */
    record TooDear(Problem problem) implements Fit {}
}
