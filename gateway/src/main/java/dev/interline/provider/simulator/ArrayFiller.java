package dev.interline.provider.simulator;

import dev.interline.provider.simulator.Instances.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fills one array: as many items as it must have, or one, or one for each thing that the user named. */
final class ArrayFiller {
    private static final int MOST = 200;
    private static final int VARIANTS = 50;

    private final Instances instances;
    private final Shape shape;
    private final Place place;
    private final JsonNode first;
    private final JsonNode others;

    ArrayFiller(Instances instances, Shape shape, Place place) {
        this.instances = instances;
        this.shape = shape;
        this.place = place;
        first = shape.get("prefixItems");
        others = shape.get("items").isMissingNode() ? BooleanNode.TRUE : shape.get("items");
    }

    ArrayNode fill() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        int wanted = length();
        int containing = shape.get("contains").isMissingNode() ? 0 : shape.size("minContains", 1);
        for (int i = 0; i < wanted; i++) {
            JsonNode schema = schemaOf(i);
            boolean contained = i >= first.size() && containing-- > 0;
            JsonNode item = item(array, i, contained ? both(schema, shape.get("contains")) : schema);
            if (item.isMissingNode()) {
                break;
            }
            array.add(item);
        }
        return array;
    }

    private int length() {
        int least = shape.size("minItems", 0);
        if (!shape.get("contains").isMissingNode()) {
            least = Math.max(least, first.size() + shape.size("minContains", 1));
        }
        int most = Math.min(MOST, shape.size("maxItems", MOST));
        if (isClosed()) {
            most = Math.min(most, first.size());
        }
        int usual = place.isDeep()
                ? 0
                : Math.max(first.size(), instances.scalars().namedItems(place.property(), others));
        return Math.min(most, Math.max(least, usual));
    }

    private boolean isClosed() {
        return others.isBoolean() && !others.booleanValue();
    }

    /** An item; missing when it has to differ from those before it and none does. */
    private JsonNode item(ArrayNode before, int index, JsonNode schema) {
        boolean unique = shape.get("uniqueItems").asBoolean(false);
        for (int variant = 0; variant < VARIANTS; variant++) {
            JsonNode item = instances.make(place.item(index + variant), schema);
            if (!unique || before.valueStream().noneMatch(other -> SchemaCheck.same(item, other))) {
                return item;
            }
        }
        return JsonNodeFactory.instance.missingNode();
    }

    private JsonNode schemaOf(int index) {
        return index < first.size() ? first.path(index) : others;
    }

    private static JsonNode both(JsonNode one, JsonNode other) {
        return JsonNodeFactory.instance.objectNode().set("allOf",
                JsonNodeFactory.instance.arrayNode().add(one).add(other));
    }
}
