package dev.interline.relay;

import dev.interline.exchange.Facts;
import dev.interline.exchange.Operation;
import dev.interline.exchange.Tally;
import dev.interline.exchange.Usage;

/**
 * Decides what an answer has used: the upstream's own counts where they can be true, our estimate where it gave none.
 *
 * <p>Counts are cut to what is possible (never below zero, never beyond what fits the endpoint), so that no upstream can
 * credit or ruin a caller. An answer that ended early is counted by what was delivered. The estimate is four bytes a
 * token, the average of English text in current tokenizers; it is flagged in the record.
 */
final class UsageJudge {
    /**
     * A judged usage.
     *
     * @param estimated whether at least one side was counted by us
     * @param clamped whether the upstream said something impossible
     */
    record Judged(Usage usage, boolean estimated, boolean clamped) {}

    private static final int BYTES_PER_TOKEN = 4;
    private static final long UNKNOWN_CONTEXT = 10_000_000;

    private UsageJudge() {}

    /**
     * @param delivered bytes of answer that arrived
     * @param contextLength the endpoint's context in tokens; 0 when unknown
     * @param whole whether the answer came to its own end
     */
    static Judged judge(Facts facts, Tally tally, long delivered, long contextLength, boolean whole) {
        boolean vectors = facts.operation() == Operation.EMBED;
        long deliveredTokens = vectors ? 0 : tokens(delivered); // vectors are no output in tokens
        if (tally.usage().isEmpty()) {
            return new Judged(Usage.of(tokens(facts.promptBytes()), deliveredTokens), true, false);
        }
        Usage told = tally.usage().get();
        long context = contextLength == 0 ? UNKNOWN_CONTEXT : contextLength;
        long fits = vectors ? context * facts.output().choices() : context; // each input is a prompt of its own
        Usage possible = clamp(told, Math.max(fits, facts.promptBytes()));
        boolean clamped = !possible.equals(told);
        if (whole || possible.completion() >= deliveredTokens) {
            return new Judged(possible, false, clamped);
        }
        return new Judged(withCompletion(possible, deliveredTokens), true, clamped);
    }

    /** The estimate for so many bytes of text. */
    static long tokens(long bytes) {
        return (bytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    private static Usage clamp(Usage told, long most) {
        long prompt = within(told.prompt(), most);
        long completion = within(told.completion(), most);
        long cacheRead = within(told.cacheRead(), prompt);
        long cacheWrite = within(told.cacheWrite(), prompt - cacheRead);
        long cacheWriteHour = within(told.cacheWriteHour(), prompt - cacheRead - cacheWrite);
        return new Usage(prompt, completion, cacheRead, cacheWrite, cacheWriteHour,
                within(told.reasoning(), completion), within(told.audioInput(), prompt),
                within(told.audioOutput(), completion), within(told.imageOutput(), completion),
                within(told.webSearches(), 1000));
    }

    private static long within(long value, long most) {
        return Math.clamp(value, 0, most);
    }

    private static Usage withCompletion(Usage usage, long completion) {
        return new Usage(usage.prompt(), completion, usage.cacheRead(), usage.cacheWrite(), usage.cacheWriteHour(),
                Math.min(usage.reasoning(), completion), usage.audioInput(), usage.audioOutput(), usage.imageOutput(),
                usage.webSearches());
    }
}
