package dev.interline.provider.local;

import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Target;
import dev.interline.tokens.Tokenizers;
import java.util.List;
import java.util.OptionalInt;

/** The vectors of a real model. Ids of tokens are taken for those of OpenAI's vocabulary, which clients count with. */
final class ModelVectors implements VectorSource {
    private static final String VOCABULARY = "text-embedding-3-small";

    private final Embedder embedder;
    private final Tokenizers tokenizers;

    ModelVectors(Embedder embedder, Tokenizers tokenizers) {
        this.embedder = embedder;
        this.tokenizers = tokenizers;
    }

    @Override
    public int dimensions(Target target, OptionalInt asked) {
        int own = embedder.dimensions();
        if (asked.isPresent() && asked.getAsInt() != own) {
            throw new Rejected(Problem.invalid("dimensions: " + asked.getAsInt() + " is not possible; "
                    + embedder.model() + " makes vectors of " + own + " dimensions, so leave it out or send " + own)
                    .with("param", "dimensions"));
        }
        return own;
    }

    @Override
    public List<Embedder.Embedded> embed(Target target, int dimensions, List<Input> inputs) {
        return embedder.embed(inputs.stream().map(this::text).toList());
    }

    private String text(Input input) {
        return input.tokens().length == 0 ? input.text() : tokenizers.forModel(VOCABULARY).text(input.tokens());
    }

    @Override
    public boolean takesAnything() {
        return false;
    }
}
