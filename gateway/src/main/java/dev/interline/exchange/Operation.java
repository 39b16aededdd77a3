package dev.interline.exchange;

/** What a request wants done. */
public enum Operation {
    /** Write an answer; metered and recorded. */
    GENERATE,
    /** Tell how many tokens the prompt has; free, never recorded. */
    COUNT_TOKENS
}
