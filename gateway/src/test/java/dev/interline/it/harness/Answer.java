package dev.interline.it.harness;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;

/** A whole answer of the gateway. */
public record Answer(HttpHeaders headers, byte[] body) {
    public int status() {
        return headers.status();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.tree(body);
    }

    /** A header's value, or the empty string. */
    public String header(String name) {
        return headers.value(name).orElse("");
    }

    /** What the model said, in a chat completion. */
    public String content() {
        return json().at("/choices/0/message/content").asString();
    }

    /** What the error says, in either dialect. */
    public String errorMessage() {
        return json().at("/error/message").asString();
    }
}
