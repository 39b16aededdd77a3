package dev.interline.exchange;

import java.util.Optional;

/** The form that the answer must have. */
public sealed interface Format {
    /** Any text. */
    record Text() implements Format {}

    /** Some JSON object. */
    record JsonObject() implements Format {}

    /** JSON that satisfies a schema; {@code schema} is JSON Schema text. */
    record JsonSchema(String name, Optional<String> description, String schema, Optional<Boolean> strict)
            implements
                Format {}
}
