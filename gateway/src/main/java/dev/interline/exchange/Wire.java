package dev.interline.exchange;

/** A wire format: what bytes mean, whoever sends them. Client and upstream that share one are spliced, not translated. */
public enum Wire {
    /** OpenAI's chat completions, with OpenRouter's additions. */
    CHAT,
    /** OpenAI's legacy completions. */
    COMPLETIONS,
    /** Anthropic's messages. */
    MESSAGES,
    /** OpenAI's responses, with OpenRouter's additions. */
    RESPONSES,
    /** OpenAI's embeddings, with OpenRouter's additions. */
    EMBEDDINGS
}
