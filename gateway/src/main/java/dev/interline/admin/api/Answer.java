package dev.interline.admin.api;

import dev.interline.bytes.Json;
import tools.jackson.databind.JsonNode;

/** What a handler answers: a status and a JSON body. */
public record Answer(int status, JsonNode body) {
    public static Answer ok(JsonNode body) {
        return new Answer(200, body);
    }

    public static Answer created(JsonNode body) {
        return new Answer(201, body);
    }

    /** 200 with {@code {"data": ...}}. */
    public static Answer data(JsonNode data) {
        return ok(Json.mapper().createObjectNode().set("data", data));
    }

    /** 200 with {@code {"deleted": true}}. */
    public static Answer deleted() {
        return ok(Json.mapper().createObjectNode().put("deleted", true));
    }

    /** The body as it goes out, UTF-8. */
    public byte[] bytes() {
        return Json.mapper().writeValueAsBytes(body);
    }
}
