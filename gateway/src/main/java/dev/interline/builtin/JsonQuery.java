package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Picks values out of a JSON document by a path: the part of JSONPath (RFC 9535) without filters. */
final class JsonQuery implements Builtin {
    private static final int LONGEST = 200_000;
    private static final int LONGEST_PATH = 500;
    private static final int MOST = 1_000;
    private static final Pattern STEP = Pattern
            .compile("\\.\\.(\\w+|\\*)|\\.([\\w-]+|\\*)|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]|\\[(-?\\d+)\\]|\\[(\\*)\\]");

    @Override
    public String name() {
        return "query_json";
    }

    @Override
    public String description() {
        return "Picks values out of a JSON document by a JSONPath such as $.items[0].name, $.items[*].price or $..id.";
    }

    @Override
    public ObjectNode parameters() {
        var schema = Arguments.schema("json", "path");
        Arguments.with(schema, "json", "string", "The document, as text");
        return Arguments.with(schema, "path", "string", "The path, beginning with $");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        String path = Arguments.text(arguments, "path", LONGEST_PATH);
        List<JsonNode> found = List.of(document(arguments));
        Matcher step = STEP.matcher(path);
        int at = path.startsWith("$") ? 1 : 0;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at) {
                throw new IllegalArgumentException("path: did not understand \"" + path.substring(at) + "\"");
            }
            found = next(found, step);
            at = step.end();
        }
        var answer = Json.mapper().createObjectNode().put("count", found.size());
        var values = answer.putArray("values");
        found.forEach(values::add);
        return answer;
    }

    private static JsonNode document(JsonNode arguments) {
        JsonNode given = arguments.path("json");
        if (given.isObject() || given.isArray()) {
            return given;
        }
        try {
            return Json.mapper().readTree(Arguments.text(arguments, "json", LONGEST));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("json: not valid: " + e.getOriginalMessage(), e);
        }
    }

    private static List<JsonNode> next(List<JsonNode> from, Matcher step) {
        var found = new ArrayList<JsonNode>();
        for (JsonNode node : from) {
            if (step.group(1) != null) {
                below(node, step.group(1), found);
            } else if (step.group(5) != null) {
                int index = Integer.parseInt(step.group(5));
                add(node.isArray() ? node.path(index < 0 ? node.size() + index : index) : node.path("\0"), found);
            } else if ("*".equals(step.group(2)) || step.group(6) != null) {
                node.forEach(child -> add(child, found));
            } else {
                String name =
                        step.group(2) != null ? step.group(2) : step.group(3) != null ? step.group(3) : step.group(4);
                add(node.path(name), found);
            }
        }
        return found;
    }

    private static void below(JsonNode node, String name, List<JsonNode> found) {
        if (name.equals("*")) {
            node.forEach(child -> add(child, found));
        } else {
            add(node.path(name), found);
        }
        node.forEach(child -> below(child, name, found));
    }

    private static void add(JsonNode node, List<JsonNode> found) {
        if (!node.isMissingNode()) {
            if (found.size() == MOST) {
                throw new IllegalArgumentException("path: finds more than " + MOST + " values");
            }
            found.add(node);
        }
    }
}
