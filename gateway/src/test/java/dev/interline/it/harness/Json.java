package dev.interline.it.harness;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the tests read and write it. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /** The tree of a text that must be JSON. */
    public static JsonNode tree(String text) {
        return MAPPER.readTree(text);
    }

    public static JsonNode tree(byte[] text) {
        return MAPPER.readTree(text);
    }

    /** An object, to be changed. */
    public static ObjectNode object(String text) {
        return (ObjectNode) MAPPER.readTree(text);
    }

    /** A value in JSON's form. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
