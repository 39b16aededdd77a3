package dev.interline.generations;

import java.util.Locale;

/** Which kind of API made a generation. OpenRouter calls everything that writes text "completions". */
public enum ApiType {
    COMPLETIONS, EMBEDDINGS, RERANK, TTS, STT, VIDEO, IMAGE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The API's word for it. */
    public String word() {
        return word;
    }
}
