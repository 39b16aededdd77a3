package dev.interline.provider.simulator;

import java.util.Optional;

/**
 * One answer, ready to be played.
 *
 * @param reasoning what it thinks before; counted even if the client does not want to see it
 * @param showsReasoning whether the client wants to see it
 * @param content the text, or the arguments of the call
 * @param call the tool that is called with the content
 * @param finish why it ends; empty when that is not told
 * @param seed draws its token probabilities
 */
record Choice(Tokens reasoning, boolean showsReasoning, Tokens content, Optional<Call> call, Optional<String> finish,
        long seed) {

    /** A call of a tool, without its arguments. */
    record Call(String id, String name) {}

    /** Output tokens, reasoning included. */
    int count() {
        return reasoning.count() + content.count();
    }
}
