package dev.interline.dialect.messages;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.exchange.RouterMetadata;
import dev.interline.exchange.Settled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts the events of a stream together into one message. Members that nobody knows are kept. */
final class Assembly {
    private final Splicer splicer;
    /** The message's members as JSON, those of the ending over those of the beginning. */
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private final Map<Integer, GrowingBlock> blocks = new TreeMap<>();

    Assembly(Splicer splicer) {
        this.splicer = splicer;
    }

    /** Takes one event. */
    void event(String name, byte[] bytes, int from, int to) {
        JsonFields event = UsageJson.fields(bytes, from, to);
        switch (event.string("type").orElse(name)) {
            case "message_start" -> object(event, "message").ifPresent(this::start);
            case "content_block_start" -> object(event, "content_block").ifPresent(
                    block -> blocks.put(index(event), new GrowingBlock(block)));
            case "content_block_delta" -> object(event, "delta").ifPresent(delta -> grow(index(event), delta));
            case "message_delta" -> end(event);
            default -> {
                // Pings and ends of blocks are nothing to keep; what else may come has no place in a message.
            }
        }
    }

    /** Writes the message; {@code usage} is the object that its upstream reported. */
    void write(byte[] usage, Settled settled, ByteSink out) {
        members.put("id", splicer.id());
        members.put("model", splicer.model());
        members.put("provider", splicer.provider());
        members.putIfAbsent("type", Splicer.ascii("\"message\""));
        members.putIfAbsent("role", Splicer.ascii("\"assistant\""));
        for (String name : new String[]{"container", "stop_reason", "stop_sequence", "stop_details"}) {
            members.putIfAbsent(name, Splicer.ascii("null"));
        }
        members.put("content", content());
        members.remove("usage");
        out.write('{');
        int first = out.size();
        members.forEach((name, json) -> out.name(out.size() == first, name).write(json));
        UsageJson.settled(usage, 0, usage.length, settled, out.name(false, "usage"));
        RouterMetadata.append(settled.metadata(), out);
        out.write('}');
    }

    private void start(JsonFields message) {
        for (int i = 0; i < message.size(); i++) {
            String name = message.name(i);
            if (name.equals("content") && message.bytes()[message.valueStart(i)] == '[') {
                int index = 0;
                for (JsonFields block : Blocks.of(message.bytes(), message.valueStart(i), message.valueEnd(i))) {
                    blocks.put(index++, new GrowingBlock(block));
                }
            }
            members.put(name, value(message, i));
        }
    }

    private void grow(int index, JsonFields delta) {
        GrowingBlock block = blocks.get(index);
        if (block != null) {
            block.grow(delta);
        }
    }

    private void end(JsonFields event) {
        for (int i = 0; i < event.size(); i++) {
            String name = event.name(i);
            if (name.equals("delta") && event.bytes()[event.valueStart(i)] == '{') {
                JsonFields delta = UsageJson.fields(event.bytes(), event.valueStart(i), event.valueEnd(i));
                for (int k = 0; k < delta.size(); k++) {
                    members.put(delta.name(k), value(delta, k));
                }
            } else if (!name.equals("type") && !name.equals("usage")) {
                members.put(name, value(event, i));
            }
        }
    }

    private byte[] content() {
        var out = new ByteSink(1024).write('[');
        for (GrowingBlock block : blocks.values()) {
            block.write(out.size() == 1 ? out : out.write(','));
        }
        return out.write(']').toBytes();
    }

    private static Optional<JsonFields> object(JsonFields event, String name) {
        int i = event.find(name);
        return i < 0 || event.bytes()[event.valueStart(i)] != '{'
                ? Optional.empty()
                : Optional.of(UsageJson.fields(event.bytes(), event.valueStart(i), event.valueEnd(i)));
    }

    private static int index(JsonFields event) {
        int i = event.find("index");
        return i < 0 ? 0 : Numbers.small(event.bytes(), event.valueStart(i), event.valueEnd(i));
    }

    private static byte[] value(JsonFields fields, int i) {
        return Arrays.copyOfRange(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
    }
}
