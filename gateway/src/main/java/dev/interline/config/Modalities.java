package dev.interline.config;

import java.util.List;

/** The kinds of content that models take and give (OpenRouter: models, architecture). */
final class Modalities {
    static final List<String> INPUT = List.of("text", "image", "file", "audio", "video");
    static final List<String> OUTPUT =
            List.of("text", "image", "embeddings", "audio", "video", "rerank", "speech", "transcription");

    private Modalities() {}
}
