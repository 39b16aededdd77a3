package dev.interline.provider.local;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import dev.interline.tokens.TokenCounter;
import dev.interline.tokens.Tokenizers;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Vectors without a meaning: of length 1, always the same for the same model and input, and with as many numbers as the
 * real model's. Fewer dimensions are the first ones of more.
 */
final class MadeUpVectors implements VectorSource {
    static final int USUAL = 1024;

    private static final int MOST = 8192;
    /** What each model's maker says; of others {@value #USUAL}. */
    private static final Map<String, Integer> KNOWN = Map.ofEntries(Map.entry("openai/text-embedding-3-small", 1536),
            Map.entry("openai/text-embedding-3-large", 3072), Map.entry("openai/text-embedding-ada-002", 1536),
            Map.entry("google/gemini-embedding-001", 3072), Map.entry("qwen/qwen3-embedding-4b", 2560),
            Map.entry("qwen/qwen3-embedding-8b", 4096), Map.entry("cohere/embed-v4.0", 1536),
            Map.entry("baai/bge-multilingual-gemma2", 3584), Map.entry("nvidia/nv-embed-v1", 4096),
            Map.entry("nvidia/nv-embedcode-7b-v1", 4096), Map.entry("nvidia/llama-nemotron-embed-vl-1b-v2", 2048),
            Map.entry("nvidia/llama-3.2-nemoretriever-300m-embed-v1", 2048));
    /** A picture, a recording or a page in tokens, about. */
    private static final int OTHER_TOKENS = 258;
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Tokenizers tokenizers;

    MadeUpVectors(Tokenizers tokenizers) {
        this.tokenizers = tokenizers;
    }

    @Override
    public int dimensions(Target target, OptionalInt asked) {
        if (asked.orElse(1) > MOST) {
            throw new Rejected(Problem.invalid("dimensions: " + asked.getAsInt()
                    + " is not possible; simulated vectors have from 1 to " + MOST).with("param", "dimensions"));
        }
        return asked.orElse(KNOWN.getOrDefault(target.model(), USUAL));
    }

    @Override
    public List<Embedder.Embedded> embed(Target target, int dimensions, List<Input> inputs) {
        TokenCounter counter = tokenizers.forModel(target.model());
        return inputs.stream().map(input -> new Embedder.Embedded(vector(seed(target.model(), input), dimensions),
                tokens(input, counter))).toList();
    }

    private static long tokens(Input input, TokenCounter counter) {
        return counter.count(input.text()) + input.tokens().length + (long) OTHER_TOKENS * input.others().size();
    }

    private static long seed(String model, Input input) {
        long hash = mix(mix(FNV_BASIS, model), input.text());
        for (int token : input.tokens()) {
            hash = (hash ^ token) * FNV_PRIME;
        }
        for (String other : input.others()) {
            hash = mix(hash, other);
        }
        return hash;
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        for (int i = 0; i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * FNV_PRIME;
        }
        return (mixed ^ 0xff) * FNV_PRIME;
    }

    private static float[] vector(long seed, int dimensions) {
        var random = new SplittableRandom(seed);
        double[] raw = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            raw[i] = random.nextDouble() * 2 - 1;
            squares += raw[i] * raw[i];
        }
        double length = Math.sqrt(squares);
        float[] vector = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            vector[i] = (float) (raw[i] / length);
        }
        return vector;
    }

    @Override
    public boolean takesAnything() {
        return true;
    }
}
