package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a task's form, which platforms send as text, as the types that the API has. */
public final class TaskFields {
    /** Name of the field that has the API key. */
    public static final String KEY = "apikey";

    private static final Set<String> NUMBERS = Set.of("temperature", "max_tokens", "top_p");
    private static final Set<String> FLAGS = Set.of("stream");

    private TaskFields() {}

    /**
     * The request of the API; fields that were left empty are not there. Fields that no form has go along as they are.
     *
     * @throws dev.interline.exchange.Rejected when a text is not what it should be
     */
    static ObjectNode typed(ObjectNode fields) {
        var request = Json.mapper().createObjectNode();
        for (String name : names(fields)) {
            JsonNode value = fields.path(name);
            if (!name.equals(KEY) && !value.isNull() && !(value.isString() && value.asString().isBlank())) {
                request.set(name, value.isString() ? typed(name, value.asString()) : value);
            }
        }
        return request;
    }

    private static List<String> names(ObjectNode fields) {
        var names = new ArrayList<String>();
        fields.properties().forEach(member -> names.add(member.getKey()));
        return names;
    }

    private static JsonNode typed(String name, String text) {
        String plain = text.strip();
        if (NUMBERS.contains(name)) {
            JsonNode number = json(plain);
            if (!number.isNumber()) {
                throw Body.wrong(name, Body.shown(text) + " is not allowed; expected a number");
            }
            return number;
        }
        if (FLAGS.contains(name)) {
            if (!plain.equals("true") && !plain.equals("false")) {
                throw Body.wrong(name, Body.shown(text) + " is not allowed; expected true or false");
            }
            return json(plain);
        }
        return switch (name) {
            case "messages" -> messages(text);
            case "input" -> json(plain).isArray() ? json(plain) : Json.mapper().getNodeFactory().stringNode(text);
            default -> Json.mapper().getNodeFactory().stringNode(text);
        };
    }

    /** Messages as JSON, one of them, or what the user says. */
    private static JsonNode messages(String text) {
        JsonNode json = json(text.strip());
        if (json.isArray()) {
            return json;
        }
        var messages = Json.mapper().createArrayNode();
        if (json.isObject() && json.has("role")) {
            return messages.add(json);
        }
        messages.addObject().put("role", "user").put("content", text);
        return messages;
    }

    private static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JacksonException e) {
            return Json.mapper().missingNode();
        }
    }
}
