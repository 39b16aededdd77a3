package dev.interline.dialect.responses;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Reasoning;
import java.util.Optional;

/** An item of reasoning: its summary, its text, its encrypted form, and what proves it. */
final class ReasoningItem extends OutputItem {
    private final int piece;
    private final StringBuilder summary = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder data = new StringBuilder();
    private Optional<String> signature = Optional.empty();
    private Optional<String> format = Optional.empty();
    private Optional<String> origin = Optional.empty();

    /** @param piece position among the reasoning items of the provider's answer */
    ReasoningItem(Ids ids, int index, int piece) {
        super(ids.item("rs", index), index);
        this.piece = piece;
    }

    /** Whether this continues the item. What follows a signature, or encrypted data of another index, does not. */
    boolean takes(Reasoning more) {
        boolean encrypted = more.kind() == Reasoning.Kind.ENCRYPTED;
        if (more.index() != piece) {
            // OpenAI's models tell a summary and its encrypted form, which belong together.
            return encrypted && !summary.isEmpty() && text.isEmpty() && data.isEmpty();
        }
        boolean proven = signature.isPresent() || !data.isEmpty();
        return encrypted || more.text().isEmpty() || !proven;
    }

    void add(Reasoning more, Events events) {
        signature = more.signature().or(() -> signature);
        format = more.format().or(() -> format);
        origin = more.id().or(() -> origin);
        if (more.text().isEmpty()) {
            return;
        }
        switch (more.kind()) {
            case TEXT -> {
                if (text.isEmpty()) {
                    text(text(), open("response.content_part.added", "content_index", events).name(false, "part"));
                    events.close();
                }
                text.append(more.text());
                delta("response.reasoning_text.delta", "content_index", more.text(), events);
            }
            case SUMMARY -> {
                if (summary.isEmpty()) {
                    summary(events, "response.reasoning_summary_part.added");
                }
                summary.append(more.text());
                delta("response.reasoning_summary_text.delta", "summary_index", more.text(), events);
            }
            case ENCRYPTED -> data.append(more.text());
        }
    }

    @Override
    void complete(Events events) {
        if (!summary.isEmpty()) {
            open("response.reasoning_summary_text.done", "summary_index", events).name(false, "text")
                    .string(summary.toString());
            events.close();
            summary(events, "response.reasoning_summary_part.done");
        }
        if (!text.isEmpty()) {
            open("response.reasoning_text.done", "content_index", events).name(false, "text").string(text());
            events.close();
            text(text(), open("response.content_part.done", "content_index", events).name(false, "part"));
            events.close();
        }
    }

    @Override
    void members(ByteSink out) {
        out.text(",\"type\":\"reasoning\",\"summary\":[");
        if (!summary.isEmpty()) {
            out.text("{\"type\":\"summary_text\",\"text\":").string(summary.toString()).write('}');
        }
        out.write(']');
        if (!text.isEmpty()) {
            text(text(), out.text(",\"content\":["));
            out.write(']');
        }
        Reasoning.Kind kind = !data.isEmpty() ? Reasoning.Kind.ENCRYPTED
                : text.isEmpty() && !summary.isEmpty() ? Reasoning.Kind.SUMMARY : Reasoning.Kind.TEXT;
        CarriedReasoning.sealed(kind, format, origin, signature, data.toString())
                .ifPresent(sealed -> out.name(false, "encrypted_content").string(sealed));
        signature.ifPresent(proof -> out.name(false, "signature").string(proof));
        format.ifPresent(word -> out.name(false, "format").string(word));
    }

    private String text() {
        return text.toString();
    }

    private static void text(String text, ByteSink out) {
        out.text("{\"type\":\"reasoning_text\",\"text\":").string(text).write('}');
    }

    private void summary(Events events, String type) {
        open(type, "summary_index", events).text(",\"part\":{\"type\":\"summary_text\",\"text\":")
                .string(summary.toString()).write('}');
        events.close();
    }

    private void delta(String type, String place, String more, Events events) {
        open(type, place, events).name(false, "delta").string(more);
        events.close();
    }

    private ByteSink open(String type, String place, Events events) {
        return events.open(type, this).name(false, place).number(0);
    }
}
