package dev.interline.provider.responses;

import dev.interline.exchange.Event;
import dev.interline.exchange.Reasoning;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Says in neutral words what the events of one answer, or a whole response, say. */
final class EventDecoder {
    private final ItemDecoder items;
    private final Map<Integer, Open> open = new HashMap<>();
    private boolean told;

    /** An item that grows. */
    private static final class Open {
        final String type;
        final String id;
        /** Its place among the answer's calls, or among its reasoning items. */
        final int ordinal;
        boolean heard;
        int summary;

        Open(String type, String id, int ordinal) {
            this.type = type;
            this.id = id;
            this.ordinal = ordinal;
        }
    }

    /** @param format the family that the upstream's reasoning belongs to */
    EventDecoder(String format) {
        this.items = new ItemDecoder(format);
    }

    /** Decodes the event in {@code bytes[from, to)}, which was scanned before. */
    void event(String type, byte[] bytes, int from, int to, Consumer<Event> out) {
        Members event = Members.of(bytes, from, to);
        int index = event.number("output_index");
        switch (type) {
            case "response.output_item.added" -> added(index, event.object("item"), out);
            case "response.output_item.done" -> done(index, event.object("item"), out);
            case "response.output_text.delta" -> {
                heard(index);
                ItemDecoder.logprobs(event, out);
                ItemDecoder.text(event.text("delta"), out);
            }
            case "response.refusal.delta" -> {
                heard(index);
                out.accept(new Event.Refused(0, event.text("delta")));
            }
            case "response.reasoning_text.delta", "response.reasoning.delta" ->
                reasoned(index, Reasoning.Kind.TEXT, event.text("delta"), out);
            case "response.reasoning_summary_text.delta" -> summary(index, event, out);
            case "response.function_call_arguments.delta" -> arguments(index, event.text("delta"), out);
            case "response.function_call_arguments.done" -> {
                Open call = open.get(index);
                if (call != null && !call.heard) {
                    arguments(index, event.text("arguments"), out);
                }
            }
            case "response.output_text.annotation.added" ->
                ItemDecoder.annotation(event.object("annotation"), out);
            case "response.completed", "response.incomplete" -> {
                if (!told) {
                    // Some tell everything in the end only.
                    event.object("response").objects("output").forEach(item -> items.whole(item, out));
                }
            }
            default -> {
                // What other wires have no word for, or what was told before.
            }
        }
    }

    /** Decodes the response in {@code bytes[from, to)}, which was scanned before. */
    void document(byte[] bytes, int from, int to, Consumer<Event> out) {
        Members.of(bytes, from, to).objects("output").forEach(item -> items.whole(item, out));
    }

    private void added(int index, Members item, Consumer<Event> out) {
        told = true;
        String type = item.text("type");
        switch (type) {
            case "function_call", "custom_tool_call" -> {
                var call = new Open(type, item.text("id"), items.nextCall());
                open.put(index, call);
                items.call(call.ordinal, item, out);
                if (type.equals("function_call")) {
                    arguments(index, item.text("arguments"), out);
                }
            }
            case "reasoning" -> open.put(index, new Open(type, item.text("id"), items.nextReasoning()));
            default -> open.put(index, new Open(type, item.text("id"), 0));
        }
    }

    private void done(int index, Members item, Consumer<Event> out) {
        told = true;
        Open known = open.remove(index);
        if (known == null) {
            items.whole(item, out);
            return;
        }
        switch (known.type) {
            case "reasoning" -> {
                if (!known.heard) {
                    items.thoughts(known.ordinal, item, out);
                }
                items.encrypted(known.ordinal, item, out);
            }
            case "function_call" -> {
                if (!known.heard) {
                    items.arguments(known.ordinal, item.text("arguments"), out);
                }
            }
            case "custom_tool_call" -> items.input(known.ordinal, item, out);
            default -> {
                if (!known.heard) {
                    items.whole(item, out);
                }
            }
        }
    }

    private void arguments(int index, String more, Consumer<Event> out) {
        Open call = open.get(index);
        if (call != null && !more.isEmpty()) {
            call.heard = true;
            items.arguments(call.ordinal, more, out);
        }
    }

    private void summary(int index, Members event, Consumer<Event> out) {
        Open item = open.get(index);
        int part = event.number("summary_index");
        String between = "";
        if (item != null && part > item.summary) {
            item.summary = part;
            between = "\n\n";
        }
        reasoned(index, Reasoning.Kind.SUMMARY, between + event.text("delta"), out);
    }

    private void reasoned(int index, Reasoning.Kind kind, String text, Consumer<Event> out) {
        Open item = open.computeIfAbsent(index, _ -> new Open("reasoning", "", items.nextReasoning()));
        item.heard = true;
        items.reasoned(item.ordinal, kind, text, Optional.of(item.id).filter(id -> !id.isEmpty()), out);
    }

    private void heard(int index) {
        told = true;
        Open item = open.get(index);
        if (item != null) {
            item.heard = true;
        }
    }
}
