package dev.interline.provider.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Says in neutral words what items of an output say. */
final class ItemDecoder {
    private final String format;
    private int calls;
    private int reasonings;

    /** @param format the family that the upstream's reasoning belongs to */
    ItemDecoder(String format) {
        this.format = format;
    }

    int nextCall() {
        return calls++;
    }

    int nextReasoning() {
        return reasonings++;
    }

    /** Everything that an item says. */
    void whole(Members item, Consumer<Event> out) {
        switch (item.text("type")) {
            case "message" -> item.objects("content").forEach(part -> part(part, out));
            case "function_call" -> {
                int ordinal = nextCall();
                call(ordinal, item, out);
                arguments(ordinal, item.text("arguments"), out);
            }
            case "custom_tool_call" -> {
                int ordinal = nextCall();
                call(ordinal, item, out);
                input(ordinal, item, out);
            }
            case "reasoning" -> {
                int ordinal = nextReasoning();
                thoughts(ordinal, item, out);
                encrypted(ordinal, item, out);
            }
            case "image_generation_call" -> {
                String result = item.text("result");
                if (!result.isEmpty()) {
                    out.accept(new Event.Pictured(0, result.startsWith("http") || result.startsWith("data:") ? result
                            : "data:image/" + item.fields().string("output_format").orElse("png") + ";base64,"
                                    + result));
                }
            }
            default -> {
                // An item that other wires have no word for.
            }
        }
    }

    /** The beginning of a call. */
    void call(int ordinal, Members item, Consumer<Event> out) {
        out.accept(new Event.ToolCalled(0, ordinal, Optional.of(item.text("call_id")), Optional.of(item.text("name")),
                ""));
    }

    void arguments(int ordinal, String more, Consumer<Event> out) {
        if (!more.isEmpty()) {
            out.accept(new Event.ToolCalled(0, ordinal, Optional.empty(), Optional.empty(), more));
        }
    }

    /** What a custom tool is told, which is one argument to everybody else. */
    void input(int ordinal, Members item, Consumer<Event> out) {
        arguments(ordinal, new ByteSink(64).text("{\"input\":").string(item.text("input")).write('}').toString(), out);
    }

    /** The readable part of reasoning. */
    void thoughts(int ordinal, Members item, Consumer<Event> out) {
        Optional<String> id = item.fields().string("id");
        String summary = item.objects("summary").stream().map(part -> part.text("text"))
                .collect(Collectors.joining("\n\n"));
        reasoned(ordinal, Reasoning.Kind.SUMMARY, summary, id, out);
        item.objects("content").forEach(part -> reasoned(ordinal, Reasoning.Kind.TEXT, part.text("text"), id, out));
    }

    /** The part of reasoning that only the upstream can read. */
    void encrypted(int ordinal, Members item, Consumer<Event> out) {
        reasoned(ordinal, Reasoning.Kind.ENCRYPTED, item.text("encrypted_content"), item.fields().string("id"), out);
    }

    void reasoned(int ordinal, Reasoning.Kind kind, String text, Optional<String> id, Consumer<Event> out) {
        if (!text.isEmpty()) {
            out.accept(new Event.Reasoned(0, new Reasoning(kind, text, Optional.empty(), id, Optional.of(format),
                    ordinal)));
        }
    }

    private static void part(Members part, Consumer<Event> out) {
        switch (part.text("type")) {
            case "output_text", "text" -> {
                logprobs(part, out);
                text(part.text("text"), out);
                part.objects("annotations").forEach(annotation -> annotation(annotation, out));
            }
            case "refusal" -> out.accept(new Event.Refused(0, part.text("refusal")));
            default -> {
                // A part that other wires have no word for.
            }
        }
    }

    static void text(String text, Consumer<Event> out) {
        if (!text.isEmpty()) {
            out.accept(new Event.Text(0, text));
        }
    }

    /** Probabilities in chat's form, whose entries are the same. */
    static void logprobs(Members holder, Consumer<Event> out) {
        Optional<String> entries = holder.raw("logprobs").filter(json -> json.startsWith("[{"));
        entries.ifPresent(json -> out.accept(new Event.Weighed(0, "{\"content\":" + json + ",\"refusal\":null}")));
    }

    /** A source in chat's form, which has the address inside; other kinds of annotations it does not have. */
    static void annotation(Members annotation, Consumer<Event> out) {
        if (!annotation.text("type").equals("url_citation")) {
            return;
        }
        var json = new ByteSink(128).text("{\"type\":\"url_citation\",\"url_citation\":{\"url\":")
                .string(annotation.text("url")).name(false, "title").string(annotation.text("title"))
                .name(false, "start_index").number(annotation.number("start_index"))
                .name(false, "end_index").number(annotation.number("end_index")).text("}}");
        out.accept(new Event.Annotated(0, json.toString()));
    }
}
