package dev.interline.builtin;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A function that the server runs. Thread-safe. */
public interface Builtin {
    /** What it is called by. */
    String name();

    /** What it does, for the model. */
    String description();

    /** JSON Schema of its arguments. */
    ObjectNode parameters();

    /**
     * Runs it.
     *
     * @return the result, as JSON
     * @throws IllegalArgumentException when the arguments make no sense; the message is for the model
     */
    JsonNode run(JsonNode arguments);
}
