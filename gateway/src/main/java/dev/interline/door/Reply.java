package dev.interline.door;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A whole HTTP answer. */
record Reply(int status, String contentType, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";

    static Reply json(int status, byte[] body) {
        return new Reply(status, JSON, Map.of(), body);
    }

    static Reply json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Reply with(Map<String, String> more) {
        var all = new java.util.HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, contentType, all, body);
    }
}
