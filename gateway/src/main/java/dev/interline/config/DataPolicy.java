package dev.interline.config;

/** Whether a provider stores prompts or trains on them (OpenRouter: {@code data_collection}). */
public enum DataPolicy {
    /** It may. */
    ALLOW,
    /** It does not. */
    DENY
}
