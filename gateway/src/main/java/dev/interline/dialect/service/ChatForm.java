package dev.interline.dialect.service;

import tools.jackson.databind.node.ObjectNode;

/**
 * A chat completion, as {@code /chat/completions} and {@code /chat/stream} take it.
 *
 * @param stream whether the answer is a stream
 */
public record ChatForm(boolean stream) implements Form {
    @Override
    public ObjectNode chat(Body body) {
        ObjectNode request = body.fields();
        if (!stream && request.path("stream").asBoolean(false)) {
            throw Body.wrong("stream",
                    "true is not allowed here; POST the same body to /api/v2/openrouter/chat/stream");
        }
        if (stream) {
            request.put("stream", true);
        }
        return request;
    }
}
