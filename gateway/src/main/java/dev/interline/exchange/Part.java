package dev.interline.exchange;

import java.util.List;
import java.util.Optional;

/** A piece of a turn. */
public sealed interface Part {
    /** Plain text. */
    record Text(String text, Optional<CacheControl> cache) implements Part {}

    /** A picture; {@code detail} is {@code auto}, {@code low}, {@code high} or {@code original}. */
    record Image(Media media, Optional<String> detail, Optional<CacheControl> cache) implements Part {}

    /** A recording as base64; {@code format} is {@code wav}, {@code mp3}, ... */
    record Audio(String base64, String format, Optional<CacheControl> cache) implements Part {}

    /** A moving picture. */
    record Video(Media media, Optional<CacheControl> cache) implements Part {}

    /** A document, usually a PDF or plain text. */
    record Document(Media media, Optional<String> name, Optional<CacheControl> cache) implements Part {}

    /** The model's call of a tool; {@code arguments} is JSON text as the model wrote it. */
    record ToolCall(String id, String name, String arguments, Optional<CacheControl> cache) implements Part {}

    /** What a tool gave back. */
    record ToolResult(String callId, List<Part> content, boolean failed, Optional<CacheControl> cache)
            implements
                Part {
        public ToolResult {
            content = List.copyOf(content);
        }
    }

    /** The model's own reasoning, to be handed back unchanged. */
    record Reasoned(Reasoning reasoning) implements Part {}

    /** The model's refusal to answer. */
    record Refused(String text) implements Part {}

    /** A part that only its own wire knows; {@code json} is the part as it was written. */
    record Foreign(Wire wire, String type, String json) implements Part {}
}
