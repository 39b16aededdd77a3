package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes and reads the arguments of functions. */
final class Arguments {
    private Arguments() {}

    /** A schema of an object with these properties so far. */
    static ObjectNode schema(String... required) {
        var schema = Json.mapper().createObjectNode().put("type", "object");
        schema.putObject("properties");
        var names = schema.putArray("required");
        Arrays.stream(required).forEach(names::add);
        return schema.put("additionalProperties", false);
    }

    static ObjectNode with(ObjectNode schema, String name, String type, String description) {
        ((ObjectNode) schema.get("properties")).putObject(name).put("type", type).put("description", description);
        return schema;
    }

    /** A text that must be there, of at most so many characters. */
    static String text(JsonNode arguments, String name, int most) {
        return optionalText(arguments, name, most)
                .orElseThrow(() -> new IllegalArgumentException(name + ": missing; expected a text"));
    }

    static Optional<String> optionalText(JsonNode arguments, String name, int most) {
        JsonNode value = arguments.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        String text = value.isString() ? value.asString() : value.isNumber() ? value.asString() : "";
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException(name + ": expected a text of 1 to " + most + " characters");
        }
        return Optional.of(text);
    }
}
