package dev.interline.exchange;

import java.util.Optional;

/** Something that the model may call. */
public sealed interface Tool {
    /** A function that the client runs; {@code schema} is JSON Schema text for its arguments. */
    record Function(String name, Optional<String> description, Optional<String> schema, Optional<Boolean> strict,
            Optional<CacheControl> cache) implements Tool {}

    /** A tool that only its own wire knows, as it was written. */
    record Foreign(Wire wire, String type, String json) implements Tool {}
}
