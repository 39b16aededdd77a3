package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Conversation;
import dev.interline.exchange.Part;
import dev.interline.exchange.Role;
import dev.interline.exchange.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The turns of a conversation as a system prompt and alternating messages.
 *
 * <p>System turns that lead go into the system prompt. Later ones keep their place: as system turns where the model
 * knows them behind a user's turn, else as the user's words. Neighbours of one role are merged, so that the results of
 * parallel tool calls are one message.
 */
final class WrittenTurns {
    private record Message(String role, List<Part> parts) {}

    private final List<Part> system = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();

    private WrittenTurns() {}

    static WrittenTurns of(Conversation meaning, ClaudeModel model) {
        var turns = new WrittenTurns();
        for (Turn turn : meaning.turns()) {
            turns.add(turn, model);
        }
        if (turns.messages.isEmpty() && !turns.system.isEmpty()) {
            turns.messages.add(new Message("user", List.copyOf(turns.system)));
            turns.system.clear();
        }
        return turns;
    }

    /** Whether the tool calls that are being answered came without the reasoning that led to them. */
    boolean lacksThinking() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            if (message.role().equals("assistant")) {
                return message.parts().stream().anyMatch(Part.ToolCall.class::isInstance)
                        && message.parts().stream().noneMatch(WrittenBlocks::isOwnReasoning);
            }
            if (message.parts().stream().noneMatch(Part.ToolResult.class::isInstance)) {
                return false;
            }
        }
        return false;
    }

    void writeSystem(Optional<String> instruction, Function<String, ByteSink> member) {
        var parts = new ArrayList<>(system);
        instruction.ifPresent(text -> parts.add(new Part.Text(text, Optional.empty())));
        if (!parts.isEmpty()) {
            var blocks = new WrittenBlocks(new ByteSink(256));
            parts.forEach(blocks::write);
            if (!blocks.isEmpty()) {
                member.apply("system").write('[').write(blocks.out()).write(']');
            }
        }
    }

    void writeMessages(ByteSink out) {
        out.write('[');
        int begin = out.size();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            boolean prefill = i == messages.size() - 1 && message.role().equals("assistant");
            var blocks = new WrittenBlocks(new ByteSink(256));
            (prefill ? withoutTrailingSpace(message.parts()) : message.parts()).forEach(blocks::write);
            if (!blocks.isEmpty()) {
                (out.size() > begin ? out.write(',') : out).text("{\"role\":").string(message.role()).text(
                        ",\"content\":[").write(blocks.out()).text("]}");
            }
        }
        out.write(']');
    }

    private void add(Turn turn, ClaudeModel model) {
        switch (turn.role()) {
            case SYSTEM, DEVELOPER -> {
                if (messages.isEmpty()) {
                    system.addAll(turn.parts());
                } else {
                    boolean known = model.takesSystemTurns() && !messages.getLast().role().equals("assistant");
                    append(known ? "system" : "user", turn.parts());
                }
            }
            case USER -> append("user", named(turn));
            case TOOL -> append("user", turn.parts());
            case ASSISTANT -> append("assistant", turn.parts());
        }
    }

    private void append(String role, List<Part> parts) {
        if (!messages.isEmpty() && messages.getLast().role().equals(role)) {
            messages.getLast().parts().addAll(parts);
        } else {
            messages.add(new Message(role, new ArrayList<>(parts)));
        }
    }

    /** Anthropic has no names: they lead the text (OpenRouter: messages, {@code name}). */
    private static List<Part> named(Turn turn) {
        if (turn.name().isEmpty() || turn.role() == Role.ASSISTANT) {
            return turn.parts();
        }
        var parts = new ArrayList<>(turn.parts());
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Text(String text, var cache)) {
                parts.set(i, new Part.Text(turn.name().get() + ": " + text, cache));
                break;
            }
        }
        return parts;
    }

    /** Anthropic refuses a beginning of the answer that ends in white space. */
    private static List<Part> withoutTrailingSpace(List<Part> parts) {
        if (parts.isEmpty() || !(parts.getLast() instanceof Part.Text(String text, var cache))) {
            return parts;
        }
        var stripped = new ArrayList<>(parts);
        stripped.set(parts.size() - 1, new Part.Text(text.stripTrailing(), cache));
        return stripped;
    }
}
