package dev.interline.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model as clients know it (OpenRouter: models).
 *
 * @param id what clients ask for, e.g. {@code openai/gpt-4o}
 * @param canonicalSlug its permanent name, which several variants may share
 * @param created when it came out, in seconds since 1970; 0 when unknown
 * @param ownDescription what its operator says about it; see {@link #description}
 * @param contextLength tokens of prompt and completion together; 0 when unknown
 * @param pricing what it costs at its usual provider
 * @param top limits at its usual provider
 * @param supportedParameters request parameters that it knows; empty when nobody declared them
 * @param defaultParameters sampling parameters that hold when the request names none
 * @param knowledgeCutoff an ISO 8601 date
 * @param expirationDate an ISO 8601 date after which it may be gone
 * @param aliasTarget the model that a {@code ~author/family-latest} entry stands for
 */
public record Model(String id, String canonicalSlug, String name, long created, Optional<String> ownDescription,
        long contextLength, Architecture architecture, Pricing pricing, TopProvider top,
        Set<String> supportedParameters,
        Map<String, BigDecimal> defaultParameters, Optional<String> huggingFaceId, Optional<String> knowledgeCutoff,
        Optional<String> expirationDate, Optional<AliasTarget> aliasTarget) {
    private static final Set<String> ROUTERS = Set.of("openrouter/auto", "openrouter/auto-beta", "openrouter/free",
            "openrouter/pareto-code");

    /**
     * What goes in and comes out.
     *
     * @param input kinds of content; empty when nobody declared them
     * @param output kinds of content; empty when nobody declared them
     * @param tokenizer OpenRouter's name of the tokenizer's family
     */
    public record Architecture(List<String> input, List<String> output, String tokenizer,
            Optional<String> instructType) {
        /** Nothing is known. */
        public static final Architecture UNKNOWN = new Architecture(List.of(), List.of(), "Other", Optional.empty());

        public Architecture {
            input = List.copyOf(input);
            output = List.copyOf(output);
        }
    }

    /**
     * Limits at the usual provider.
     *
     * @param contextLength tokens; 0 when unknown
     * @param maxCompletionTokens tokens; 0 when unknown
     * @param moderated whether that provider screens requests
     */
    public record TopProvider(long contextLength, long maxCompletionTokens, boolean moderated) {}

    /** The model behind an alias, by id and name. */
    public record AliasTarget(String slug, String name) {}

    public Model {
        supportedParameters = Set.copyOf(supportedParameters);
        defaultParameters = Map.copyOf(defaultParameters);
    }

    /** What is to be said about it: the operator's words, or a sentence or two made of the facts. */
    public String description() {
        return ownDescription.orElseGet(() -> Description.of(this));
    }

    /**
     * Whether it stands for a choice that this gateway makes among other models, so that it has no endpoints of its own
     * (OpenRouter: routers).
     */
    public boolean choosesOthers() {
        return ROUTERS.contains(id);
    }

    /** The part of the id before the first slash, or all of it. */
    public String author() {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }

    /** The part of the id behind the first slash, or all of it. */
    public String slug() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** Whether it writes text, as far as is known: what chat, messages and completions need. */
    public boolean writesText() {
        return architecture.output().isEmpty() || architecture.output().contains("text");
    }

    /** Whether it is known to turn inputs into vectors. */
    public boolean embeds() {
        return architecture.output().contains("embeddings");
    }
}
