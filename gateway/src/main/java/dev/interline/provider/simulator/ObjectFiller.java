package dev.interline.provider.simulator;

import dev.interline.provider.simulator.Instances.Place;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fills one object: what is required, what the user named, and as much more as the schema wants. */
final class ObjectFiller {
    private final Instances instances;
    private final Shape shape;
    private final Place place;
    private final Map<String, JsonNode> declared;
    private final Map<String, JsonNode> patterns;
    private final int most;

    ObjectFiller(Instances instances, Shape shape, Place place) {
        this.instances = instances;
        this.shape = shape;
        this.place = place;
        absorbDependents();
        declared = shape.members("properties");
        patterns = shape.members("patternProperties");
        most = shape.size("maxProperties", Integer.MAX_VALUE);
    }

    ObjectNode fill() {
        Set<String> names = names();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            object.set(name, instances.make(place.member(name), schemaOf(name)));
        }
        return object;
    }

    /** Schemas that hold when a required property is there hold always. */
    private void absorbDependents() {
        var applied = new LinkedHashSet<String>();
        for (boolean more = true; more;) {
            more = false;
            for (Map.Entry<String, JsonNode> dependent : shape.members("dependentSchemas").entrySet()) {
                if (required().contains(dependent.getKey()) && applied.add(dependent.getKey())) {
                    shape.absorb(dependent.getValue());
                    more = true;
                }
            }
        }
    }

    private Set<String> required() {
        var required = new LinkedHashSet<String>();
        shape.get("required").forEach(name -> required.add(name.asString("")));
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, JsonNode> dependent : shape.members("dependentRequired").entrySet()) {
                if (required.contains(dependent.getKey())) {
                    for (JsonNode name : dependent.getValue()) {
                        more |= required.add(name.asString(""));
                    }
                }
            }
        }
        return required;
    }

    private Set<String> names() {
        Set<String> required = required();
        int least = Math.max(shape.size("minProperties", 0), instances.isGenerous() || place.depth() > 0 ? 0 : 1);
        var names = new LinkedHashSet<String>();
        int room = most - required.size();
        for (Map.Entry<String, JsonNode> property : declared.entrySet()) {
            boolean needed = required.contains(property.getKey());
            boolean wanted = room > 0 && wanted(property.getKey(), property.getValue());
            if (needed || wanted) {
                names.add(property.getKey());
                room -= needed ? 0 : 1;
            }
        }
        names.addAll(required);
        declared.keySet().stream().filter(this::mayStand).takeWhile(_ -> names.size() < least).forEach(names::add);
        for (int i = 0; names.size() < shape.size("minProperties", 0) && i < 200; i++) {
            String name = invented(i);
            if (mayStand(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private boolean wanted(String name, JsonNode schema) {
        if (place.isDeep() || !mayStand(name) || shape.get("dependentRequired").has(name)
                || shape.get("dependentSchemas").has(name)) {
            return false;
        }
        return instances.isGenerous() || instances.scalars().isNamed(name, schema);
    }

    private boolean mayStand(String name) {
        JsonNode schema = schemaOf(name);
        return !(schema.isBoolean() && !schema.booleanValue()) && instances.valid(namesRule(), text(name));
    }

    private JsonNode namesRule() {
        JsonNode rule = shape.get("propertyNames");
        return rule.isMissingNode() ? BooleanNode.TRUE : rule;
    }

    private String invented(int i) {
        if (!patterns.isEmpty()) {
            String pattern = patterns.keySet().iterator().next();
            return PatternSample.of(pattern, 1 + i % 3, i).orElse("key" + i);
        }
        return shape.get("propertyNames").isMissingNode()
                ? "key" + (i + 1)
                : instances.make(place.item(i), namesRule()).asString("key" + i);
    }

    private JsonNode schemaOf(String name) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        JsonNode own = declared.get(name);
        if (own != null) {
            all.add(own);
        }
        patterns.forEach((pattern, schema) -> {
            if (Patterns.occurs(pattern, name)) {
                all.add(schema);
            }
        });
        if (all.isEmpty()) {
            JsonNode others = shape.get("additionalProperties");
            return others.isMissingNode() ? BooleanNode.TRUE : others;
        }
        return all.size() == 1 ? all.path(0) : JsonNodeFactory.instance.objectNode().set("allOf", all);
    }

    private static JsonNode text(String name) {
        return JsonNodeFactory.instance.stringNode(name);
    }
}
