package dev.interline.provider.openai;

import dev.interline.bytes.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an upstream says in an error body, gathered from the many shapes that vendors give it.
 *
 * @param message the sentence for people; empty when there was none
 * @param code the most telling code or type
 * @param status the HTTP status that the body itself names; 0 without one
 * @param all everything that was said, in lower case, to look for hints in
 */
record Words(String message, Optional<String> code, int status, String all) {
    private static final List<String> MESSAGES = List.of("message", "detail", "msg", "error_msg", "error_message",
            "status_msg", "description", "title", "reason");
    private static final List<String> CODES = List.of("code", "type", "status", "error_code", "status_code");
    private static final List<String> STATUSES = List.of("code", "status_code", "http_status", "status");
    private static final List<String> INSIDE = List.of("error", "errors", "detail", "message", "base_resp", "choices");
    private static final int DEPTH = 4;

    /** Nothing was said in JSON; the text itself is searched for hints. */
    private static Words ofText(String text) {
        return new Words("", Optional.empty(), 0, text.toLowerCase(Locale.ROOT));
    }

    /** Reads an error body, whatever it is. */
    static Words of(String body) {
        try {
            return of(Json.mapper().readTree(body), body);
        } catch (JacksonException e) {
            return ofText(body);
        }
    }

    private static Words of(JsonNode root, String body) {
        List<JsonNode> levels = new ArrayList<>();
        collect(root, levels, 0);
        return new Words(first(levels, MESSAGES, Words::text).orElse(""), first(levels, CODES, Words::code),
                first(levels, STATUSES, Words::status).orElse(0), body.toLowerCase(Locale.ROOT));
    }

    /** The objects that may hold the words, the innermost first. */
    private static void collect(JsonNode node, List<JsonNode> levels, int depth) {
        if (depth > DEPTH) {
            return;
        }
        if (node.isArray() && !node.isEmpty()) {
            collect(node.get(0), levels, depth + 1);
        } else if (node.isObject()) {
            for (String name : INSIDE) {
                if (node.has(name)) {
                    collect(node.get(name), levels, depth + 1);
                }
            }
            levels.add(node);
            if (node.path("error").isString()) {
                levels.add(Json.mapper().createObjectNode().put("message", node.path("error").stringValue()));
            }
        }
    }

    private static <T> Optional<T> first(List<JsonNode> levels, List<String> names,
            Function<JsonNode, Optional<T>> read) {
        return levels.stream()
                .flatMap(level -> names.stream().map(level::path))
                .map(read)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static Optional<String> code(JsonNode node) {
        return node.isNumber() ? Optional.of(node.asString()) : text(node);
    }

    private static Optional<Integer> status(JsonNode node) {
        int value = node.isIntegralNumber() ? node.asInt() : 0;
        return value >= 400 && value <= 599 ? Optional.of(value) : Optional.empty();
    }
}
