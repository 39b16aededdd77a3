package dev.interline.admission;

import dev.interline.catalog.Endpoint;
import dev.interline.catalog.Pricing;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Facts;
import dev.interline.exchange.Money;
import dev.interline.exchange.Operation;
import java.time.Instant;

/**
 * How much an answer of one endpoint can use at most. No tokenizer is asked: a token is at least a byte, so the size of the
 * request bounds the prompt, and what bounds the output is told by the client or by the catalog.
 *
 * @param pricing what the endpoint charges for requests that are begun when this one was
 * @param prompt most prompt tokens
 * @param completion most output tokens of all choices together
 * @param searches most searches on the web
 * @param useful fewest output tokens that are of use to the client, of all choices together
 */
record Bound(Pricing pricing, long prompt, long completion, long searches, long useful) {
    /** The dearest image known: 48,169 tokens for a large one in high detail (OpenAI: gpt-4o-mini). */
    static final int IMAGE_TOKENS = 50_000;
    /** Where neither the client nor the catalog says how long an answer or a prompt may get. */
    private static final long UNKNOWN_OUTPUT = 131_072;
    private static final long UNKNOWN_CONTEXT = 1_048_576;
    /** What a provider that searches on its own has been seen to do at most for one answer. */
    private static final long SEARCHES = 10;

    /**
     * The bound of a request.
     *
     * @param begun when it was
     * @param useful output tokens without which an answer is of no use, beyond what is asked for as reasoning
     */
    static Bound of(Exchange exchange, Endpoint endpoint, Instant begun, long useful) {
        Facts facts = exchange.facts();
        long context = endpoint.contextLength() > 0 ? endpoint.contextLength() : UNKNOWN_CONTEXT;
        if (facts.operation() == Operation.EMBED) {
            // Each input is a prompt of its own, and vectors cost nothing beside.
            long inputs = saturatedProduct(context, facts.output().choices());
            return new Bound(endpoint.pricing().at(begun),
                    Math.min(inputs, facts.prompt().mostTokens(IMAGE_TOKENS)), 0, 0, 0);
        }
        long around = (long) exchange.fields().to() - exchange.fields().from() - facts.promptBytes();
        long prompt = Math.min(context, saturatedSum(facts.prompt().mostTokens(IMAGE_TOKENS), around));
        long longest = endpoint.maxCompletionTokens() > 0 ? endpoint.maxCompletionTokens()
                : endpoint.contextLength() > 0 ? endpoint.contextLength() : UNKNOWN_OUTPUT;
        long output = facts.maxTokens().orElse(longest);
        long choices = facts.output().choices();
        boolean capable = endpoint.knows("max_tokens") || endpoint.knows("max_completion_tokens");
        long least = facts.maxTokens().isPresent() || !capable ? output
                : Math.min(output, saturatedSum(facts.output().thinking(), useful));
        boolean searches = facts.parameters().contains("web_search_options") || facts.parameters().contains("tools");
        return new Bound(endpoint.pricing().at(begun), prompt, saturatedProduct(output, choices),
                searches ? SEARCHES : 0,
                saturatedProduct(least, choices));
    }

    /** The most that the answer can cost. */
    Money mostCost() {
        return pricing.most(prompt, completion, searches);
    }

    /** What the shortest answer of use costs. */
    Money leastCost() {
        return pricing.most(prompt, useful, searches);
    }

    /** How many output tokens this amount is enough for, of all choices together; below zero if not for the prompt. */
    long affordable(Money amount) {
        return pricing.affordable(amount, prompt, searches);
    }

    private static long saturatedSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private static long saturatedProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
