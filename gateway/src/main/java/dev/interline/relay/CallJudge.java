package dev.interline.relay;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Judges whether a program could have run a model's tool calls (OpenRouter: tool call errors): each names a tool of the request,
 * and has arguments that are one JSON object and fit the tool's schema, as far as {@code type}, {@code required}, {@code enum},
 * {@code items} and {@code additionalProperties: false} tell.
 */
final class CallJudge {
    private static final int DEPTH = 16;

    private CallJudge() {}

    /** @param request the body's members, of any wire */
    static boolean areSound(List<CallWatch.Call> calls, JsonFields request) {
        Map<String, JsonNode> tools = tools(request);
        for (CallWatch.Call call : calls) {
            JsonNode schema = tools.get(call.name());
            if (schema == null || !fits(call.arguments(), schema)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String arguments, JsonNode schema) {
        try {
            JsonNode given = Json.mapper().readTree(arguments.isBlank() ? "{}" : arguments);
            return given.isObject() && fits(given, schema, DEPTH);
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The schemas by name, wherever the wire has them. */
    private static Map<String, JsonNode> tools(JsonFields request) {
        var tools = new HashMap<String, JsonNode>();
        for (JsonFields one : request.objects("tools")) {
            JsonNode tool = Json.mapper().readTree(one.bytes(), one.from(), one.to() - one.from());
            JsonNode function = tool.path("function").isObject() ? tool.path("function") : tool;
            JsonNode schema = function.path("parameters").isObject() ? function.path("parameters")
                    : function.path("input_schema");
            tools.put(function.path("name").asString(""), schema);
        }
        return tools;
    }

    private static boolean fits(JsonNode value, JsonNode schema, int depth) {
        if (!schema.isObject() || depth == 0) {
            return true;
        }
        if (schema.has("type") && !isOf(value, schema.path("type"))
                || schema.path("enum").isArray() && schema.path("enum").valueStream().noneMatch(value::equals)) {
            return false;
        }
        if (value.isObject()) {
            return fitsObject(value, schema, depth);
        }
        return !value.isArray() || !schema.path("items").isObject()
                || value.valueStream().allMatch(item -> fits(item, schema.path("items"), depth - 1));
    }

    private static boolean fitsObject(JsonNode value, JsonNode schema, int depth) {
        JsonNode properties = schema.path("properties");
        boolean closed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue() && !schema.has("patternProperties");
        return schema.path("required").valueStream().allMatch(name -> value.has(name.asString("")))
                && value.propertyStream().allMatch(member -> properties.has(member.getKey())
                        ? fits(member.getValue(), properties.path(member.getKey()), depth - 1) : !closed);
    }

    private static boolean isOf(JsonNode value, JsonNode type) {
        return type.isArray() ? type.valueStream().anyMatch(one -> isOf(value, one)) : switch (type.asString("")) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            default -> true;
        };
    }
}
