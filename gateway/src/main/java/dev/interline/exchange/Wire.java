package dev.interline.exchange;

/** A wire format: what bytes mean, whoever sends them. Client and upstream that share one are spliced, not translated. */
public enum Wire {
    /** OpenAI's chat completions, with OpenRouter's additions. */
    CHAT,
    /** Anthropic's messages. */
    MESSAGES,
    /** OpenAI's embeddings, with OpenRouter's additions. */
    EMBEDDINGS
}
