package dev.interline.exchange;

/**
 * Tokens that one generation used, by the upstream's own tokenizer. Never negative.
 *
 * @param prompt prompt tokens, those read from and written to a cache included
 * @param completion output tokens, reasoning included
 * @param cacheRead of the prompt, what came from a cache
 * @param cacheWrite of the prompt, what was written to a cache for five minutes (or the provider's default)
 * @param cacheWriteHour of the prompt, what was written to a cache for one hour
 * @param reasoning of the output, what was reasoning
 * @param audioInput of the prompt, what was audio
 * @param audioOutput of the output, what was audio
 * @param imageOutput of the output, what were images
 * @param webSearches searches that the provider ran, in calls
 */
public record Usage(long prompt, long completion, long cacheRead, long cacheWrite, long cacheWriteHour, long reasoning,
        long audioInput, long audioOutput, long imageOutput, long webSearches) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Usage of plain text without cache or reasoning. */
    public static Usage of(long prompt, long completion) {
        return new Usage(prompt, completion, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    public long total() {
        return prompt + completion;
    }
}
