package dev.interline.provider.simulator;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Draws schemas that can be satisfied, of the kinds that tools and structured outputs have. */
final class RandomSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> NAMES =
            List.of("name", "city", "count", "date", "items", "kind", "notes", "email");
    private static final List<String> FORMATS = List.of("date", "date-time", "time", "email", "uri", "uuid", "ipv4",
            "ipv6", "hostname", "duration");
    private static final List<String> PATTERNS =
            List.of("^[A-Z]{2,3}-\\d+$", "^(red|green|blue)$", "^\\+?[0-9 ]{7,15}$",
                    "^[a-z0-9]+(?:-[a-z0-9]+)*$", "\\S", "^#[0-9a-fA-F]{6}$", "^v\\d+\\.\\d+\\.\\d+$");

    private final Random random;

    RandomSchemas(long seed) {
        random = new Random(seed);
    }

    JsonNode object() {
        return object(0);
    }

    private JsonNode any(int depth) {
        int kind = random.nextInt(depth > 3 ? 5 : 10);
        return switch (kind) {
            case 0, 1 -> string();
            case 2 -> number("integer");
            case 3 -> number("number");
            case 4 -> choice();
            case 5 -> JSON.objectNode().put("type", "boolean");
            case 6 -> array(depth);
            case 7 -> alternatives(depth);
            case 8 -> nullable(depth);
            default -> object(depth);
        };
    }

    private ObjectNode string() {
        ObjectNode schema = JSON.objectNode().put("type", "string");
        switch (random.nextInt(4)) {
            case 0 -> schema.put("format", FORMATS.get(random.nextInt(FORMATS.size())));
            case 1 -> schema.put("pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
            case 2 -> {
                int least = random.nextInt(60);
                schema.put("minLength", least).put("maxLength", least + random.nextInt(30));
            }
            default -> {
            }
        }
        return schema;
    }

    private ObjectNode number(String type) {
        ObjectNode schema = JSON.objectNode().put("type", type);
        int low = random.nextInt(200) - 100;
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "minimum" : "exclusiveMinimum", low);
        }
        if (random.nextBoolean()) {
            schema.put(random.nextBoolean() ? "maximum" : "exclusiveMaximum", low + 20 + random.nextInt(50));
        }
        if (random.nextInt(3) == 0) {
            schema.put("multipleOf", 1 + random.nextInt(9));
        }
        return schema;
    }

    private ObjectNode choice() {
        ObjectNode schema = JSON.objectNode();
        if (random.nextInt(4) == 0) {
            return schema.put("const", "fixed " + random.nextInt(9));
        }
        ArrayNode values = schema.putArray("enum");
        for (int i = 0; i <= random.nextInt(4); i++) {
            values.add("choice" + i);
        }
        return random.nextBoolean() ? schema.put("type", "string") : schema;
    }

    private ObjectNode array(int depth) {
        ObjectNode schema = JSON.objectNode().put("type", "array");
        int least = random.nextInt(4);
        if (random.nextBoolean()) {
            schema.set("items", any(depth + 1));
            schema.put("minItems", least).put("maxItems", least + random.nextInt(3));
        } else {
            schema.set("items", number("integer").without(List.of("maximum", "exclusiveMaximum")));
            schema.put("minItems", least).put("uniqueItems", true);
        }
        return schema;
    }

    private ObjectNode alternatives(int depth) {
        ObjectNode schema = JSON.objectNode();
        if (random.nextBoolean()) {
            schema.putArray("anyOf").add(any(depth + 1)).add(any(depth + 1));
        } else {
            ArrayNode branches = schema.putArray("oneOf");
            for (String kind : List.of("circle", "square")) {
                ObjectNode branch = (ObjectNode) object(depth + 1);
                branch.withObjectProperty("properties").putObject("kind").put("const", kind);
                branch.withArrayProperty("required").add("kind");
                branches.add(unique(branch));
            }
        }
        return schema;
    }

    private ObjectNode nullable(int depth) {
        ObjectNode schema = JSON.objectNode();
        if (random.nextBoolean()) {
            schema.putArray("anyOf").add(any(depth + 1)).addObject().put("type", "null");
        } else {
            schema.putArray("type").add("string").add("null");
        }
        return schema;
    }

    private JsonNode object(int depth) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = schema.putArray("required");
        for (int i = 0; i < random.nextInt(5); i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            properties.set(name, any(depth + 1));
            if (random.nextBoolean()) {
                required.add(name);
            }
        }
        if (random.nextBoolean()) {
            schema.put("additionalProperties", false);
        } else if (random.nextInt(3) == 0) {
            schema.put("minProperties", 1 + random.nextInt(4));
        }
        if (random.nextInt(5) == 0) {
            ObjectNode more = JSON.objectNode();
            more.putObject("properties").set("extra", string());
            more.putArray("required").add("extra");
            schema.remove("additionalProperties");
            schema.putArray("allOf").add(more);
        }
        return unique(schema);
    }

    /** Names in {@code required} may stand there once. */
    private static ObjectNode unique(ObjectNode schema) {
        List<String> names = schema.get("required").valueStream().map(JsonNode::asString).distinct().toList();
        ArrayNode required = schema.putArray("required");
        names.forEach(required::add);
        return schema;
    }
}
