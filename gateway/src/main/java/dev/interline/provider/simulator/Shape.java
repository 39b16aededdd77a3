package dev.interline.provider.simulator;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema with its references followed and its {@code allOf} merged: one set of keywords, and the alternatives of
 * which one each still has to be chosen.
 */
final class Shape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final References references;
    private final ObjectNode keywords = JSON.objectNode();
    private final Deque<List<JsonNode>> alternatives = new ArrayDeque<>();
    private final Set<String> followed = new HashSet<>();
    private boolean possible = true;

    private Shape(References references) {
        this.references = references;
    }

    static Shape of(JsonNode schema, References references) {
        var shape = new Shape(references);
        shape.absorb(schema);
        return shape;
    }

    /** Whether anything can satisfy it, as far as was noticed. */
    boolean possible() {
        return possible;
    }

    /** The branches of the next {@code anyOf}, {@code oneOf} or {@code if}, taken out; one of them is to be absorbed. */
    Optional<List<JsonNode>> nextAlternatives() {
        return Optional.ofNullable(alternatives.poll());
    }

    /** The keyword's value; missing when it is not there. */
    JsonNode get(String keyword) {
        return keywords.path(keyword);
    }

    Optional<BigDecimal> number(String keyword) {
        return get(keyword).isNumber() ? Optional.of(get(keyword).decimalValue()) : Optional.empty();
    }

    /** A size that a keyword asks for, in the range of int. */
    int size(String keyword, int otherwise) {
        return number(keyword).map(size -> size.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue())
                .orElse(otherwise);
    }

    /** The members of a keyword that is an object, in order. */
    Map<String, JsonNode> members(String keyword) {
        var members = new LinkedHashMap<String, JsonNode>();
        get(keyword).properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    /** Adds what another schema demands. */
    void absorb(JsonNode schema) {
        if (schema.isBoolean()) {
            possible &= schema.booleanValue();
            return;
        }
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            absorb(keyword.getKey(), keyword.getValue(), schema);
        }
    }

    private void absorb(String keyword, JsonNode value, JsonNode schema) {
        switch (keyword) {
            case "$ref", "$dynamicRef" -> follow(value);
            case "allOf" -> value.forEach(this::absorb);
            case "anyOf", "oneOf" -> alternatives.add(List.copyOf(value.valueStream().toList()));
            case "if" -> choose(value, schema);
            case "then", "else" -> {
            }
            case "const" -> merge("enum", JSON.arrayNode().add(value));
            case "type" -> merge("type", value.isArray() ? value : JSON.arrayNode().add(value));
            case "dependencies" -> value.properties().forEach(this::depend);
            case "items" -> merge(value.isArray() ? "prefixItems" : "items", value);
            case "additionalItems" -> merge("items", value);
            default -> merge(keyword, value);
        }
    }

    private void follow(JsonNode reference) {
        if (reference.isString() && followed.add(reference.stringValue())) {
            absorb(references.resolve(reference.stringValue()));
        }
    }

    private void choose(JsonNode condition, JsonNode schema) {
        ObjectNode met = JSON.objectNode();
        met.set("allOf", JSON.arrayNode().add(condition).add(schema.path("then").isMissingNode()
                ? JSON.booleanNode(true)
                : schema.path("then")));
        ObjectNode unmet = JSON.objectNode();
        unmet.set("not", condition);
        JsonNode otherwise = schema.path("else");
        alternatives.add(List.of(met, otherwise.isMissingNode()
                ? unmet
                : JSON.objectNode().set("allOf", JSON.arrayNode().add(unmet).add(otherwise))));
    }

    /** Older drafts have one keyword for what two say now. */
    private void depend(Map.Entry<String, JsonNode> dependency) {
        String keyword = dependency.getValue().isArray() ? "dependentRequired" : "dependentSchemas";
        merge(keyword, JSON.objectNode().set(dependency.getKey(), dependency.getValue()));
    }

    private void merge(String keyword, JsonNode value) {
        JsonNode before = keywords.path(keyword);
        keywords.set(keyword, before.isMissingNode() ? value : merged(keyword, before, value));
    }

    private JsonNode merged(String keyword, JsonNode before, JsonNode value) {
        return switch (keyword) {
            case "type" -> types(before, value);
            case "enum" -> common(before, value);
            case "required" -> union(before, value);
            case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains" ->
                SchemaCheck.compare(before, value) >= 0 ? before : value;
            case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains" ->
                SchemaCheck.compare(before, value) <= 0 ? before : value;
            case "multipleOf" -> multiple(before, value);
            case "properties", "patternProperties", "dependentSchemas" -> members(before, value);
            case "items", "additionalProperties", "contains", "propertyNames" -> both(before, value);
            case "prefixItems" -> tuple(before, value);
            case "uniqueItems" -> before.asBoolean(false) ? before : value;
            default -> before;
        };
    }

    private JsonNode types(JsonNode before, JsonNode value) {
        ArrayNode common = JSON.arrayNode();
        for (JsonNode type : before) {
            String name = type.asString("");
            if (contains(value, name)) {
                common.add(name);
            } else if (name.equals("integer") && contains(value, "number")
                    || name.equals("number") && contains(value, "integer")) {
                common.add("integer");
            }
        }
        possible &= !common.isEmpty();
        return common;
    }

    private JsonNode common(JsonNode before, JsonNode value) {
        ArrayNode common = JSON.arrayNode();
        before.valueStream()
                .filter(one -> value.valueStream().anyMatch(other -> SchemaCheck.same(one, other)))
                .forEach(common::add);
        possible &= !common.isEmpty();
        return common;
    }

    private static JsonNode union(JsonNode before, JsonNode value) {
        ArrayNode all = JSON.arrayNode();
        before.forEach(all::add);
        value.valueStream().filter(name -> !contains(before, name.asString(""))).forEach(all::add);
        return all;
    }

    private static JsonNode multiple(JsonNode before, JsonNode value) {
        BigDecimal one = before.decimalValue();
        BigDecimal other = value.decimalValue();
        if (one.signum() == 0 || other.remainder(one).signum() == 0) {
            return value;
        }
        return one.remainder(other).signum() == 0 ? before : JSON.numberNode(one.multiply(other));
    }

    private static JsonNode members(JsonNode before, JsonNode value) {
        ObjectNode all = JSON.objectNode();
        before.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
        value.properties().forEach(entry -> all.set(entry.getKey(), all.has(entry.getKey())
                ? both(all.path(entry.getKey()), entry.getValue())
                : entry.getValue()));
        return all;
    }

    private static JsonNode tuple(JsonNode before, JsonNode value) {
        ArrayNode all = JSON.arrayNode();
        for (int i = 0; i < Math.max(before.size(), value.size()); i++) {
            all.add(i >= before.size()
                    ? value.path(i)
                    : i >= value.size() ? before.path(i) : both(before.path(i), value.path(i)));
        }
        return all;
    }

    private static JsonNode both(JsonNode before, JsonNode value) {
        return JSON.objectNode().set("allOf", JSON.arrayNode().add(before).add(value));
    }

    private static boolean contains(JsonNode array, String text) {
        return array.valueStream().anyMatch(each -> each.asString("").equals(text));
    }
}
