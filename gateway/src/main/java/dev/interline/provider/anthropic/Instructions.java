package dev.interline.provider.anthropic;

import dev.interline.exchange.Format;
import java.util.Optional;

/** Forms of an answer that can only be asked for in words. */
final class Instructions {
    private Instructions() {}

    /** The sentence to add to the system prompt; {@code schemaInWords} when the model knows no schemas. */
    static Optional<String> of(Format format, boolean schemaInWords) {
        return switch (format) {
            case Format.Text _ -> Optional.empty();
            case Format.JsonObject _ -> Optional.of(
                    "Answer with one valid JSON object and nothing else: no prose, no code fence.");
            case Format.JsonSchema(_, _, String schema, _) -> schemaInWords
                    ? Optional.of("Answer with one JSON value that satisfies this JSON Schema and with nothing else: "
                            + "no prose, no code fence.\n" + schema)
                    : Optional.empty();
        };
    }
}
