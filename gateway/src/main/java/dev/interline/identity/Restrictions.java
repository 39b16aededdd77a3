package dev.interline.identity;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a key may be used for, beside what it may spend.
 *
 * @param models names of the only models that it may ask for, as requests name models, or all of an author
 *        ({@code openai/*}); empty: any
 * @param providers names of the only providers that may serve it, as requests name providers; empty: any
 * @param regions the only regions in which it may be served, as endpoints declare them ({@code eu} means {@code eu-west-1},
 *        too); empty: any
 * @param requestsPerMinute most requests in a minute
 * @param weight its share among the keys of its account where requests wait for their turn, from 1 to 100
 */
public record Restrictions(List<String> models, List<String> providers, List<String> regions,
        OptionalInt requestsPerMinute, int weight) {
    /** The share of a key that was given none. */
    public static final int PLAIN_WEIGHT = 1;
    public static final int MOST_WEIGHT = 100;

    /** Anything, as often as the account may. */
    public static final Restrictions NONE = new Restrictions(List.of(), List.of(), List.of(), OptionalInt.empty(),
            PLAIN_WEIGHT);

    public Restrictions {
        models = List.copyOf(models);
        providers = List.copyOf(providers);
        regions = List.copyOf(regions);
    }

    /** Whether any endpoint of any model may serve it. */
    public boolean allowsAnything() {
        return models.isEmpty() && providers.isEmpty() && regions.isEmpty();
    }

    void check() {
        Rules.items("models", models);
        Rules.items("providers", providers);
        Rules.items("regions", regions);
        if (requestsPerMinute.isPresent() && requestsPerMinute.getAsInt() < 1) {
            throw Refusal.invalid("requests per minute must be at least 1; disable a key that is not to be used");
        }
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw Refusal.invalid("the weight of a key must be from 1 to " + MOST_WEIGHT + ", not " + weight);
        }
    }
}
