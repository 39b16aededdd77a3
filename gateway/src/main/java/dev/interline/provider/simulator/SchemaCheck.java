package dev.interline.provider.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Tells whether a value satisfies a schema: the assertions of JSON Schema 2020-12 and the older spellings of draft 7.
 *
 * <p>The simulator checks what it made with this before it sends it. It is no validator for others: annotations,
 * {@code unevaluated...} and remote documents are left out.
 */
final class SchemaCheck {
    private static final int DEEPEST = 100;

    private final References references;
    private int depth;

    SchemaCheck(References references) {
        this.references = references;
    }

    boolean valid(JsonNode schema, JsonNode value) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        if (depth > DEEPEST) {
            return false;
        }
        depth++;
        try {
            for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
                if (!holds(keyword.getKey(), keyword.getValue(), schema, value)) {
                    return false;
                }
            }
            return true;
        } finally {
            depth--;
        }
    }

    private boolean holds(String keyword, JsonNode rule, JsonNode schema, JsonNode value) {
        return switch (keyword) {
            case "$ref", "$dynamicRef" -> valid(references.resolve(rule.asString("")), value);
            case "type" -> rule.isArray()
                    ? rule.valueStream().anyMatch(type -> is(type.asString(""), value))
                    : is(rule.asString(""), value);
            case "enum" -> rule.valueStream().anyMatch(one -> same(one, value));
            case "const" -> same(rule, value);
            case "allOf" -> rule.valueStream().allMatch(one -> valid(one, value));
            case "anyOf" -> rule.valueStream().anyMatch(one -> valid(one, value));
            case "oneOf" -> rule.valueStream().filter(one -> valid(one, value)).count() == 1;
            case "not" -> !valid(rule, value);
            case "if" -> {
                JsonNode then = schema.path(valid(rule, value) ? "then" : "else");
                yield then.isMissingNode() || valid(then, value);
            }
            default -> switch (value.getNodeType()) {
                case NUMBER -> number(keyword, rule, value);
                case STRING -> string(keyword, rule, value.stringValue());
                case ARRAY -> array(keyword, rule, schema, value);
                case OBJECT -> object(keyword, rule, schema, value);
                case BINARY, BOOLEAN, MISSING, NULL, POJO -> true;
            };
        };
    }

    static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    private static boolean number(String keyword, JsonNode rule, JsonNode value) {
        return switch (keyword) {
            case "minimum" -> compare(value, rule) >= 0;
            case "maximum" -> compare(value, rule) <= 0;
            case "exclusiveMinimum" -> !rule.isNumber() || compare(value, rule) > 0;
            case "exclusiveMaximum" -> !rule.isNumber() || compare(value, rule) < 0;
            case "multipleOf" -> !rule.isNumber() || rule.decimalValue().signum() == 0
                    || value.decimalValue().remainder(rule.decimalValue()).signum() == 0;
            default -> true;
        };
    }

    private static boolean string(String keyword, JsonNode rule, String value) {
        return switch (keyword) {
            case "minLength" -> value.codePointCount(0, value.length()) >= rule.asInt(0);
            case "maxLength" -> value.codePointCount(0, value.length()) <= rule.asInt(Integer.MAX_VALUE);
            case "pattern" -> Patterns.occurs(rule.asString(""), value);
            case "format" -> Formats.fits(rule.asString(""), value);
            default -> true;
        };
    }

    private boolean array(String keyword, JsonNode rule, JsonNode schema, JsonNode value) {
        return switch (keyword) {
            case "minItems" -> value.size() >= rule.asInt(0);
            case "maxItems" -> value.size() <= rule.asInt(Integer.MAX_VALUE);
            case "uniqueItems" -> !rule.asBoolean(false) || unique(value);
            case "prefixItems" -> each(rule, value);
            case "items" -> rule.isArray() ? each(rule, value) : rest(schema.path("prefixItems").size(), rule, value);
            case "additionalItems" -> !schema.path("items").isArray() || rest(schema.path("items").size(), rule, value);
            case "contains" -> {
                long found = value.valueStream().filter(item -> valid(rule, item)).count();
                yield found >= schema.path("minContains").asInt(1)
                        && found <= schema.path("maxContains").asInt(Integer.MAX_VALUE);
            }
            default -> true;
        };
    }

    private boolean each(JsonNode schemas, JsonNode items) {
        for (int i = 0; i < Math.min(schemas.size(), items.size()); i++) {
            if (!valid(schemas.path(i), items.path(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean rest(int from, JsonNode schema, JsonNode items) {
        return items.valueStream().skip(from).allMatch(item -> valid(schema, item));
    }

    static boolean unique(JsonNode items) {
        List<JsonNode> seen = new ArrayList<>();
        for (JsonNode item : items) {
            if (seen.stream().anyMatch(other -> same(item, other))) {
                return false;
            }
            seen.add(item);
        }
        return true;
    }

    private boolean object(String keyword, JsonNode rule, JsonNode schema, JsonNode value) {
        return switch (keyword) {
            case "required" -> rule.valueStream().allMatch(name -> value.has(name.asString("")));
            case "minProperties" -> value.size() >= rule.asInt(0);
            case "maxProperties" -> value.size() <= rule.asInt(Integer.MAX_VALUE);
            case "properties" -> rule.properties()
                    .stream()
                    .allMatch(each -> !value.has(each.getKey()) || valid(each.getValue(), value.path(each.getKey())));
            case "patternProperties" -> value.properties()
                    .stream()
                    .allMatch(member -> rule.properties()
                            .stream()
                            .allMatch(each -> !Patterns.occurs(each.getKey(), member.getKey())
                                    || valid(each.getValue(), member.getValue())));
            case "additionalProperties" -> value.properties()
                    .stream()
                    .allMatch(member -> isNamed(schema, member.getKey()) || valid(rule, member.getValue()));
            case "propertyNames" -> value.propertyStream()
                    .allMatch(member -> valid(rule, StringNode.valueOf(member.getKey())));
            case "dependentRequired", "dependentSchemas", "dependencies" -> rule.properties()
                    .stream()
                    .allMatch(each -> !value.has(each.getKey()) || depends(each.getValue(), value));
            default -> true;
        };
    }

    private boolean depends(JsonNode rule, JsonNode value) {
        return rule.isArray()
                ? rule.valueStream().allMatch(name -> value.has(name.asString("")))
                : valid(rule, value);
    }

    private static boolean isNamed(JsonNode schema, String name) {
        return schema.path("properties").has(name)
                || schema.path("patternProperties").propertyStream()
                        .anyMatch(each -> Patterns.occurs(each.getKey(), name));
    }

    /** Orders two numbers; what is none counts as equal. */
    static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() ? one.decimalValue().compareTo(other.decimalValue()) : 0;
    }

    /** Equality as JSON Schema means it: 1 is 1.0. */
    static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(i -> same(one.path(i), other.path(i)));
        }
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size() && one.propertyStream()
                    .allMatch(each -> other.has(each.getKey()) && same(each.getValue(), other.path(each.getKey())));
        }
        return one.equals(other);
    }
}
