package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Content blocks in neutral words. All bytes given were scanned before, so that they are valid JSON. */
final class BlockEvents {
    private BlockEvents() {}

    /** Tells every block of the content array in {@code bytes[from, to)}. */
    static void all(byte[] bytes, int from, int to, Consumer<Event> out) {
        int tools = 0;
        int reasonings = 0;
        for (JsonFields block : blocks(bytes, from, to)) {
            String type = block.string("type").orElse("");
            boolean tool = type.equals("tool_use");
            begun(block, type, tools, reasonings, out);
            if (tool && !hasInput(block)) {
                out.accept(new Event.ToolCalled(0, tools, Optional.empty(), Optional.empty(), "{}"));
            }
            tools += tool ? 1 : 0;
            reasonings += type.endsWith("thinking") ? 1 : 0;
        }
    }

    /** Tells what is there of a block when it begins; {@code tool} and {@code reasoning} are its position. */
    static void begun(byte[] bytes, int from, int to, int tool, int reasoning, Consumer<Event> out) {
        JsonFields block = fields(bytes, from, to);
        begun(block, block.string("type").orElse(""), tool, reasoning, out);
    }

    private static void begun(JsonFields block, String type, int tool, int reasoning, Consumer<Event> out) {
        switch (type) {
            case "text" -> text(block, out);
            case "thinking" -> thinking(block, reasoning, out);
            case "redacted_thinking" -> out.accept(new Event.Reasoned(0, new Reasoning(Reasoning.Kind.ENCRYPTED,
                    block.string("data").orElse(""), Optional.empty(), Optional.empty(),
                    Optional.of(Reasoning.ANTHROPIC), reasoning)));
            case "tool_use" -> out.accept(new Event.ToolCalled(0, tool, Optional.of(block.string("id").orElse("")),
                    Optional.of(block.string("name").orElse("")), hasInput(block) ? raw(block, "input") : ""));
            default -> {
                // What the provider's own tools did is told in text and citations.
            }
        }
    }

    private static void text(JsonFields block, Consumer<Event> out) {
        String text = block.string("text").orElse("");
        if (!text.isEmpty()) {
            out.accept(new Event.Text(0, text));
        }
        int citations = block.find("citations");
        if (citations >= 0 && block.bytes()[block.valueStart(citations)] == '[') {
            for (JsonFields one : blocks(block.bytes(), block.valueStart(citations), block.valueEnd(citations))) {
                Citations.annotation(one).ifPresent(json -> out.accept(new Event.Annotated(0, json)));
            }
        }
    }

    private static void thinking(JsonFields block, int reasoning, Consumer<Event> out) {
        String text = block.string("thinking").orElse("");
        Optional<String> signature = block.string("signature").filter(s -> !s.isEmpty());
        if (!text.isEmpty() || signature.isPresent()) {
            out.accept(new Event.Reasoned(0, new Reasoning(Reasoning.Kind.TEXT, text, signature, Optional.empty(),
                    Optional.of(Reasoning.ANTHROPIC), reasoning)));
        }
    }

    private static boolean hasInput(JsonFields block) {
        int input = block.find("input");
        if (input < 0 || block.bytes()[block.valueStart(input)] != '{') {
            return false;
        }
        return fields(block.bytes(), block.valueStart(input), block.valueEnd(input)).size() > 0;
    }

    private static String raw(JsonFields block, String name) {
        int i = block.find(name);
        return new String(block.bytes(), block.valueStart(i), block.valueEnd(i) - block.valueStart(i),
                StandardCharsets.UTF_8);
    }

    /** The objects of an array; anything else in it is passed over. */
    static List<JsonFields> blocks(byte[] bytes, int from, int to) {
        try {
            return JsonFields.objects(bytes, from, to);
        } catch (MalformedJson e) {
            throw new IllegalStateException("A block that was scanned before is valid", e);
        }
    }

    static JsonFields fields(byte[] bytes, int from, int to) {
        try {
            return JsonFields.scan(bytes, from, to);
        } catch (MalformedJson e) {
            throw new IllegalStateException("A block that was scanned before is valid", e);
        }
    }
}
