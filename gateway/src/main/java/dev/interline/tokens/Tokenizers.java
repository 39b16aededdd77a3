package dev.interline.tokens;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The token counters of the gateway, by model. Each loads its vocabulary when it first counts and keeps it.
 */
public final class Tokenizers {
    /** OpenAI's models before GPT-4o; a provider's own suffixes and author prefixes aside. */
    private static final Pattern CL100K_MODELS = Pattern
            .compile("(?:[\\w.~-]+/)?(?:gpt-3\\.5.*|gpt-35.*|gpt-4(?![.o\\d]).*|text-embedding-.*)");

    private final TokenCounter o200k = new TokenCounter(Encoding.O200K);
    private final TokenCounter cl100k = new TokenCounter(Encoding.CL100K);

    /** The counter for a model; models of unknown families get the newest vocabulary, which is the closest for them. */
    public TokenCounter forModel(String model) {
        return CL100K_MODELS.matcher(model.toLowerCase(Locale.ROOT)).matches() ? cl100k : o200k;
    }
}
