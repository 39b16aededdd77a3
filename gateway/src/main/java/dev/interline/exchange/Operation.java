package dev.interline.exchange;

/** What a request wants done. */
public enum Operation {
    /** Write an answer; metered and recorded. */
    GENERATE,
    /** Turn inputs into vectors; metered by the prompt alone, and recorded. */
    EMBED,
    /** Tell how many tokens the prompt has; free, never recorded. */
    COUNT_TOKENS;

    /** Whether it is metered and recorded. */
    public boolean isMetered() {
        return this != COUNT_TOKENS;
    }
}
