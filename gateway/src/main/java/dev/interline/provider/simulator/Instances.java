package dev.interline.provider.simulator;

import dev.interline.bytes.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes JSON that satisfies a schema, with the user's own words where they fit.
 *
 * <p>Every place of the schema is filled as its keywords say. Where one of several alternatives has to be chosen, and
 * for the whole, the result is checked and another choice is tried. What no choice satisfies within the bounds on work
 * (a contradiction, usually) gets the first attempt.
 */
final class Instances {
    private static final int ATTEMPTS = 6;
    private static final int MOST_VALUES = 4_000;
    private static final int MOST_COMBINATIONS = 24;
    private static final int DEEPEST = 24;
    private static final int DEEP = 4;

    private final References references;
    private final SchemaCheck check;
    private final Scalars scalars;
    private final boolean generous;
    private int values;

    private Instances(JsonNode root, UserWords words, boolean generous) {
        references = new References(root);
        check = new SchemaCheck(references);
        scalars = new Scalars(words);
        this.generous = generous;
    }

    /** Arguments for a tool: an object with what is required and what the user named. */
    static String arguments(String schema, String tool, UserWords words) throws BadSchema {
        JsonNode made = make(parsed(schema, "the parameters of tool '" + tool + "'"), words, false);
        return made.isObject() ? made.toString() : "{}";
    }

    /** An answer in the form that was asked for, all properties filled. */
    static String answer(String schema, String name, UserWords words) throws BadSchema {
        return make(parsed(schema, "response_format '" + name + "'"), words, true).toString();
    }

    private static JsonNode parsed(String schema, String where) throws BadSchema {
        try {
            JsonNode root = Json.mapper().readTree(schema);
            if (root.isObject() || root.isBoolean()) {
                return root;
            }
        } catch (JacksonException e) {
            throw new BadSchema("The JSON Schema of " + where + " is not JSON");
        }
        throw new BadSchema("The JSON Schema of " + where + " must be an object");
    }

    private static JsonNode make(JsonNode root, UserWords words, boolean generous) {
        var attempts = new ArrayList<JsonNode>();
        for (int i = 0; i < ATTEMPTS; i++) {
            var instances = new Instances(root, words, generous == (i % 2 == 0));
            JsonNode made = instances.make(new Place("", 0, i / 2), root);
            if (instances.check.valid(root, made)) {
                return made;
            }
            attempts.add(made);
        }
        return attempts.getFirst();
    }

    /**
     * Where a value is being made.
     *
     * @param property the name under which it will stand
     * @param depth levels above it
     * @param variant asks for another value than that of a lower number
     */
    record Place(String property, int depth, int variant) {
        Place member(String name) {
            return new Place(name, depth + 1, variant);
        }

        Place item(int index) {
            return new Place(property, depth + 1, variant + index);
        }

        /** Whether only what is required should be made, since schemas may contain themselves. */
        boolean isDeep() {
            return depth >= DEEP;
        }
    }

    boolean isGenerous() {
        return generous;
    }

    boolean valid(JsonNode schema, JsonNode value) {
        return check.valid(schema, value);
    }

    Scalars scalars() {
        return scalars;
    }

    /** A value for the schema, as good as can be found. */
    JsonNode make(Place place, JsonNode schema) {
        Optional<JsonNode> first = Optional.empty();
        for (int combination = 0; combination < MOST_COMBINATIONS; combination++) {
            if (values++ > MOST_VALUES || place.depth() > DEEPEST) {
                break;
            }
            Shape shape = Shape.of(schema, references);
            int left = choose(shape, combination, place);
            if (left > 0) {
                break;
            }
            if (shape.possible()) {
                JsonNode made = fill(place, shape);
                if (check.valid(schema, made)) {
                    return made;
                }
                first = first.or(() -> Optional.of(made));
            }
        }
        return first.orElseGet(JsonNodeFactory.instance::nullNode);
    }

    /**
     * Absorbs one branch of each alternative; the combination's digits, one for each, say which.
     *
     * @return what is left of the number: more than 0 when there are not that many combinations
     */
    private static int choose(Shape shape, int combination, Place place) {
        int left = combination;
        for (var next = shape.nextAlternatives(); next.isPresent(); next = shape.nextAlternatives()) {
            List<JsonNode> branches = place.isDeep() ? leavesFirst(next.get()) : next.get();
            if (!branches.isEmpty()) {
                shape.absorb(branches.get(left % branches.size()));
                left /= branches.size();
            }
        }
        return left;
    }

    private static List<JsonNode> leavesFirst(List<JsonNode> branches) {
        var sorted = new ArrayList<>(branches);
        sorted.sort(Comparator.comparing(branch -> branch.has("$ref") || branch.has("properties")
                || branch.has("items") || branch.has("allOf")));
        return sorted;
    }

    private JsonNode fill(Place place, Shape shape) {
        if (shape.get("enum").isArray()) {
            return scalars.chosen(place, shape, value -> fits(shape, value));
        }
        return switch (type(shape)) {
            case "object" -> new ObjectFiller(this, shape, place).fill();
            case "array" -> new ArrayFiller(this, shape, place).fill();
            case "number" -> scalars.number(place, shape, false);
            case "integer" -> scalars.number(place, shape, true);
            case "boolean" -> JsonNodeFactory.instance.booleanNode(place.variant() % 2 == 0);
            case "null" -> JsonNodeFactory.instance.nullNode();
            default -> scalars.string(place, shape);
        };
    }

    /** Whether a value of an enum has one of the types that are allowed beside it. */
    private static boolean fits(Shape shape, JsonNode value) {
        JsonNode types = shape.get("type");
        return !types.isArray() || types.valueStream().anyMatch(type -> SchemaCheck.is(type.asString(""), value));
    }

    private static String type(Shape shape) {
        JsonNode types = shape.get("type");
        if (types.isArray() && !types.isEmpty()) {
            return types.valueStream()
                    .map(type -> type.asString(""))
                    .filter(type -> !type.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        if (has(shape, "properties", "required", "additionalProperties", "minProperties", "patternProperties")) {
            return "object";
        }
        if (has(shape, "items", "prefixItems", "minItems", "contains", "uniqueItems")) {
            return "array";
        }
        return has(shape, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
                ? "number"
                : "string";
    }

    private static boolean has(Shape shape, String... keywords) {
        for (String keyword : keywords) {
            if (!shape.get(keyword).isMissingNode()) {
                return true;
            }
        }
        return false;
    }
}
