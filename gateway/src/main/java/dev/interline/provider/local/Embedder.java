package dev.interline.provider.local;

import java.util.List;

/**
 * A model inside this process that turns texts into vectors. Extensions provide it as a service of this name
 * ({@link java.util.ServiceLoader}); making one is cheap, what is heavy is loaded when it is first asked. Thread-safe.
 */
public interface Embedder {
    /**
     * What became of one text.
     *
     * @param vector of length 1, with as many numbers as {@link #dimensions} says
     * @param tokens how many tokens the text has
     */
    record Embedded(float[] vector, long tokens) {}

    /** What clients call the model, e.g. {@code sentence-transformers/all-minilm-l6-v2}. */
    String model();

    /** Its display name. */
    String name();

    /** Tokens of a text that it looks at as one. */
    int contextLength();

    /** How many numbers its vectors have. */
    int dimensions();

    /** The vectors of these texts, in their order. Blocks, and uses the calling thread alone. */
    List<Embedded> embed(List<String> texts);
}
