package dev.interline.dialect.service;

import dev.interline.bytes.Json;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts chat completion requests together. */
final class Requests {
    private Requests() {}

    /**
     * A request of one question.
     *
     * @param own names of the members that mean something to the form only; all others go along
     * @param parts content of the question
     */
    static ObjectNode of(Body body, Set<String> own, ArrayNode parts) {
        var request = Json.mapper().createObjectNode();
        body.fields().properties().forEach(member -> {
            if (!own.contains(member.getKey())) {
                request.set(member.getKey(), member.getValue());
            }
        });
        if (request.path("stream").asBoolean(false)) {
            throw Body.wrong("stream", "true is not allowed here; answers come in one piece");
        }
        var messages = request.putArray("messages");
        body.optionalText("system").ifPresent(text -> messages.addObject().put("role", "system").put("content", text));
        messages.addObject().put("role", "user").set("content", parts);
        return request;
    }
}
