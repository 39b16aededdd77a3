package dev.interline.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * A server-sent event, or a comment.
 *
 * @param name the event's name, empty without one
 * @param data its data, empty for a comment
 * @param comment what stands after the colon of a comment
 */
public record ServerEvent(String name, String data, String comment) {
    /** The events in these bytes, which must be whole. */
    public static List<ServerEvent> parse(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.endsWith("\n\n")) {
            throw new AssertionError("an event was split: " + text);
        }
        var events = new ArrayList<ServerEvent>();
        for (var block : text.split("\n\n")) {
            events.add(one(block));
        }
        return events;
    }

    private static ServerEvent one(String block) {
        var name = "";
        var comment = "";
        var data = new StringBuilder();
        for (var line : block.split("\n")) {
            if (line.startsWith(":")) {
                comment = line.substring(1).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (!line.startsWith("id:") && !line.startsWith("retry:")) {
                throw new AssertionError("no line of an event stream: " + line);
            }
        }
        return new ServerEvent(name, data.toString(), comment);
    }

    public JsonNode json() {
        return Json.tree(data);
    }

    public boolean isComment() {
        return data.isEmpty() && name.isEmpty();
    }

    public boolean isDone() {
        return data.equals("[DONE]");
    }
}
