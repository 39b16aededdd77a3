package dev.interline.it.harness;

import java.nio.charset.StandardCharsets;

import tools.jackson.databind.JsonNode;

/**
 * A request as an upstream received it.
 *
 * @param number counts the upstream's requests, from 0
 * @param head the head byte for byte, without the empty line
 * @param headers the same, parsed
 * @param body the body byte for byte, chunks joined
 * @param at when its last byte was there, as {@link System#nanoTime()} tells
 * @param connection on which it came
 */
public record UpstreamRequest(int number, byte[] head, HttpHeaders headers, byte[] body, long at,
        UpstreamConnection connection) {
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return Json.tree(body);
    }

    /** Whether a stream was asked for. */
    public boolean streaming() {
        return body.length > 0 && json().path("stream").asBoolean(false);
    }
}
