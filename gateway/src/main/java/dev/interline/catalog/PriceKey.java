package dev.interline.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a price is for, by OpenRouter's names. Prices are dollars per token unless said otherwise. */
public enum PriceKey {
    PROMPT, COMPLETION,
    /** Dollars per request. */
    REQUEST,
    /** An image in the prompt; published only, since upstreams count images as prompt tokens. */
    IMAGE,
    /** Published only, as {@link #IMAGE}. */
    IMAGE_TOKEN, IMAGE_OUTPUT,
    /** Audio in the prompt; {@code input_audio} is another name for it. */
    AUDIO, AUDIO_OUTPUT,
    /** Published only: no upstream tells cached audio from other cached tokens. */
    INPUT_AUDIO_CACHE,
    /** Dollars per search. */
    WEB_SEARCH, INTERNAL_REASONING, INPUT_CACHE_READ,
    /** Written to a cache for five minutes, or for the provider's only duration. */
    INPUT_CACHE_WRITE,
    /** Written to a cache for one hour. */
    INPUT_CACHE_WRITE_1H;

    private static final Map<String, PriceKey> BY_TEXT = new HashMap<>(Map.of("input_audio", AUDIO));

    static {
        for (var key : values()) {
            BY_TEXT.put(key.text, key);
        }
    }

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The name in the API and in the configuration. */
    public String text() {
        return text;
    }

    /** The key of that name. */
    public static Optional<PriceKey> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }
}
