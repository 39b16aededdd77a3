package dev.interline.provider.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Finds what a {@code $ref} means inside its own document; nothing is fetched.
 *
 * <p>A reference that leads nowhere allows everything, so that the rest of its schema still counts.
 */
final class References {
    private final JsonNode root;
    private @Nullable Map<String, JsonNode> named;

    References(JsonNode root) {
        this.root = root;
    }

    JsonNode resolve(String reference) {
        if (reference.equals("#")) {
            return root;
        }
        if (reference.startsWith("#/")) {
            return pointed(root, reference.substring(1));
        }
        int hash = reference.indexOf('#');
        JsonNode document = named().get(reference);
        if (document == null && hash > 0) {
            JsonNode embedded = named().get(reference.substring(0, hash));
            document = embedded == null ? null : pointed(embedded, reference.substring(hash + 1));
        }
        return document == null ? BooleanNode.TRUE : document;
    }

    private static JsonNode pointed(JsonNode from, String pointer) {
        if (pointer.isEmpty()) {
            return from;
        }
        try {
            // URLDecoder would turn a plus sign into a blank, which a pointer means literally.
            String plain = URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
            JsonNode found = from.at(JsonPointer.compile(plain));
            return found.isMissingNode() ? BooleanNode.TRUE : found;
        } catch (IllegalArgumentException e) {
            return BooleanNode.TRUE;
        }
    }

    private Map<String, JsonNode> named() {
        Map<String, JsonNode> known = named;
        if (known == null) {
            known = new HashMap<>();
            collect(root, known);
            named = known;
        }
        return known;
    }

    private static void collect(JsonNode node, Map<String, JsonNode> names) {
        if (node.path("$id").isString()) {
            names.putIfAbsent(node.path("$id").stringValue(), node);
        }
        for (String keyword : new String[]{"$anchor", "$dynamicAnchor"}) {
            if (node.path(keyword).isString()) {
                names.putIfAbsent("#" + node.path(keyword).stringValue(), node);
            }
        }
        for (JsonNode child : node) {
            collect(child, names);
        }
    }
}
