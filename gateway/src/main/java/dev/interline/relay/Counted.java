package dev.interline.relay;

import dev.interline.exchange.Problem;

/** How many tokens a prompt has. */
public sealed interface Counted {
    /** The upstream said it in the client's own wire; the answer is its body. */
    record Told(byte[] body) implements Counted {}

    /** Counted here. */
    record Here(long promptTokens) implements Counted {}

    /** Nobody could tell. */
    record Failed(Problem problem) implements Counted {}
}
