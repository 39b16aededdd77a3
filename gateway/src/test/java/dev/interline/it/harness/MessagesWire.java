package dev.interline.it.harness;

import java.util.ArrayList;
import java.util.List;

/** Answers in Anthropic's wire, as an upstream writes them. */
public final class MessagesWire {
    private MessagesWire() {}

    /** A whole answer that says this; its usage is 11 input and 7 output tokens. */
    public static String message(String text) {
        return """
                {"id":"msg_up1","type":"message","role":"assistant","model":"upstream-model",\
                "content":[{"type":"text","text":%s}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":11,"output_tokens":7}}""".formatted(Json.text(text));
    }

    /** All events of a stream that says this. */
    public static List<String> events(String... words) {
        var events = new ArrayList<String>(begin());
        for (var word : words) {
            events.add(text(word));
        }
        events.add(event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
        events.addAll(end("end_turn"));
        return events;
    }

    /** Message and first block begin; nothing is said yet. */
    public static List<String> begin() {
        return List.of(messageStart(), event("content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}"),
                event("ping", "{\"type\":\"ping\"}"));
    }

    public static String messageStart() {
        return event("message_start", """
                {"type":"message_start","message":{"id":"msg_up1","type":"message","role":"assistant",\
                "model":"upstream-model","content":[],"stop_reason":null,"stop_sequence":null,\
                "usage":{"input_tokens":11,"output_tokens":1}}}""");
    }

    public static String text(String text) {
        return event("content_block_delta", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"text_delta\",\"text\":" + Json.text(text) + "}}");
    }

    public static List<String> end(String reason) {
        return List.of(event("message_delta", "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":7}}"),
                event("message_stop", "{\"type\":\"message_stop\"}"));
    }

    public static String event(String name, String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }

    static Script stream(String... words) {
        return Script.begin(events(words)).then((_, to) -> to.lastChunk());
    }
}
