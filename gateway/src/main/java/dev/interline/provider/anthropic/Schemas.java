package dev.interline.provider.anthropic;

import dev.interline.bytes.Json;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas as Anthropic wants them. */
final class Schemas {
    private static final String NO_PROPERTIES = "{\"type\":\"object\",\"properties\":{}}";

    private Schemas() {}

    /** A tool's schema: always that of an object. */
    static String ofTool(String name, String schema) {
        JsonNode node = read(schema, "tools: the parameters of " + name);
        if (!(node instanceof ObjectNode object)) {
            throw new Rejected(Problem.invalid("tools: the parameters of " + name + " must be a JSON Schema object"));
        }
        if (object.isEmpty()) {
            return NO_PROPERTIES;
        }
        if (object.path("type").isString()) {
            return schema;
        }
        return object.put("type", "object").toString();
    }

    /** What a tool without parameters takes. */
    static String ofNothing() {
        return NO_PROPERTIES;
    }

    /** An answer's schema with every object closed, as Anthropic demands. */
    static String closed(String schema) {
        JsonNode node = read(schema, "response_format: the schema");
        close(node);
        return node.toString();
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type").asString("").equals("object")
                && !object.path("additionalProperties").isObject()) {
            object.put("additionalProperties", false);
        }
        for (JsonNode child : node) {
            close(child);
        }
    }

    private static JsonNode read(String schema, String what) {
        try {
            return Json.mapper().readTree(schema);
        } catch (JacksonException _) {
            throw new Rejected(Problem.invalid(what + " is not valid JSON"));
        }
    }
}
