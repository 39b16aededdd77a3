package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;
import java.util.Set;

/** A whole message told as a stream, for a client that asked for one where the upstream answered with JSON. */
final class WholeMessage {
    private static final Set<String> ENDING = Set.of("stop_reason", "stop_sequence", "stop_details", "container",
            "usage");
    private static final Set<String> STARTING = Set.of("id", "type", "role", "model", "provider", "content");

    private WholeMessage() {}

    /** Tells everything up to the message's end, which is returned to be told later. */
    static HeldFrame begin(Frame frame, Splicer splicer, EventSink sink) {
        JsonFields message = UsageJson.fields(frame.bytes(), frame.from(), frame.to());
        var json = new ByteSink(frame.to() - frame.from());
        start(message, splicer, json);
        sink.event("message_start", json);
        int content = message.find("content");
        if (content >= 0 && message.bytes()[message.valueStart(content)] == '[') {
            int index = 0;
            for (JsonFields block : Blocks.of(message.bytes(), message.valueStart(content),
                    message.valueEnd(content))) {
                BlockReplay.tell(block, index++, json, sink);
            }
        }
        return end(message);
    }

    private static void start(JsonFields message, Splicer splicer, ByteSink json) {
        json.clear();
        json.text("{\"type\":\"message_start\",\"message\":{\"id\":").write(splicer.id());
        json.text(",\"type\":\"message\",\"role\":\"assistant\",\"model\":").write(splicer.model());
        json.text(",\"provider\":").write(splicer.provider());
        json.text(",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"stop_details\":null");
        json.text(",\"container\":null");
        json.text(",\"usage\":");
        int usage = message.find("usage");
        if (reportsUsage(message)) {
            UsageJson.completed(message.bytes(), message.valueStart(usage), message.valueEnd(usage), json);
        } else {
            UsageJson.completed(UsageJson.NOTHING, 0, UsageJson.NOTHING.length, json);
        }
        json.text("}}");
    }

    /** The {@code message_delta}: what belongs to the end, and every member that nobody knows. */
    private static HeldFrame end(JsonFields message) {
        var json = new ByteSink(512).text("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":");
        raw(message, "stop_reason", json);
        raw(message, "stop_sequence", json.text(",\"stop_sequence\":"));
        raw(message, "stop_details", json.text(",\"stop_details\":"));
        raw(message, "container", json.text(",\"container\":"));
        json.text("},\"usage\":");
        int from = json.size();
        if (reportsUsage(message)) {
            raw(message, "usage", json);
        } else {
            json.write(UsageJson.NOTHING);
        }
        var spans = new Spans();
        spans.add(Mark.USAGE, from, json.size());
        for (int i = 0; i < message.size(); i++) {
            String name = message.name(i);
            if (!ENDING.contains(name) && !STARTING.contains(name)) {
                json.name(false, name).write(message.bytes(), message.valueStart(i), message.valueEnd(i));
            }
        }
        return new HeldFrame("message_delta", json.write('}').toBytes(), spans);
    }

    private static boolean reportsUsage(JsonFields message) {
        int i = message.find("usage");
        return i >= 0 && message.bytes()[message.valueStart(i)] == '{';
    }

    private static void raw(JsonFields message, String name, ByteSink json) {
        int i = message.find(name);
        if (i < 0) {
            json.text("null");
        } else {
            json.write(message.bytes(), message.valueStart(i), message.valueEnd(i));
        }
    }
}
