package dev.interline.it.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Notes every value of one JSON tree that another one lacks or has changed. A null and an empty text say nothing that
 * could be lost; a content that came in parts is told as text with the parts beside it.
 */
final class Loss {
    private final List<String> found = new ArrayList<>();
    private final Predicate<String> ours;

    private Loss(Predicate<String> ours) {
        this.ours = ours;
    }

    /** @param ours paths, such as {@code /choices/0/finish_reason}, whose values are the gateway's to change */
    static List<String> between(JsonNode before, JsonNode after, Predicate<String> ours) {
        var loss = new Loss(ours);
        loss.compare(before, after, "");
        return loss.found;
    }

    private static boolean isSplit(String name, JsonNode before, JsonNode after) {
        return name.equals("content") && before.isArray() && !after.path(name).isArray();
    }

    private void compare(JsonNode before, JsonNode after, String path) {
        if (ours.test(path)) {
            return;
        }
        if (before instanceof ObjectNode object && after.isObject()) {
            object.properties().forEach(member -> compare(member.getValue(),
                    isSplit(member.getKey(), member.getValue(), after)
                            ? after.path("content_parts")
                            : after.path(member.getKey()),
                    path + "/" + member.getKey()));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(before.get(i), after.path(i), path + "/" + i);
            }
        } else if (!before.equals(after) && !before.isNull() && !before.asString("x").isEmpty()) {
            found.add(path + ": " + before + " became " + after);
        }
    }
}
