package dev.interline.provider.anthropic;

import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a request of the same wire. They are copied as one piece unless they hold what the upstream refuses:
 * system turns that this model does not know, and reasoning that another family of models made.
 */
final class SplicedMessages {
    private static final Names TURN = Names.of("role", "content");
    private static final Names BLOCK = Names.of("type");
    private static final Names SYSTEM = Names.of("system");
    private static final Names REASONING = Names.of("thinking", "redacted_thinking");

    private final byte[] bytes;
    private final int from;
    private final int to;
    private final ClaudeModel model;
    private final List<JsonFields> leading = new ArrayList<>();
    private final List<JsonFields> turns = new ArrayList<>();
    private final boolean copied;

    private SplicedMessages(byte[] bytes, int from, int to, ClaudeModel model) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.model = model;
        this.copied = isPlain(bytes, from, to);
    }

    static SplicedMessages of(JsonFields request, ClaudeModel model) {
        int i = request.find("messages");
        var messages = i < 0
                ? new SplicedMessages(new byte[]{'[', ']'}, 0, 2, model)
                : new SplicedMessages(request.bytes(), request.valueStart(i), request.valueEnd(i), model);
        if (!messages.copied) {
            messages.sort();
        }
        return messages;
    }

    /** Whether some messages belong into the system prompt. */
    boolean hasSystem() {
        return !leading.isEmpty();
    }

    /** Writes the array. */
    void write(GatheringSink out) {
        if (copied) {
            out.window(bytes, from, to);
            return;
        }
        out.own().write('[');
        int begin = out.size();
        for (JsonFields turn : turns) {
            turn(turn, out, begin);
        }
        out.own().write(']');
    }

    /** Writes the system prompt, with the system turns that led the messages behind it. */
    void writeSystem(JsonFields request, GatheringSink out) {
        int i = request.find("system");
        if (leading.isEmpty()) {
            out.window(bytes, request.valueStart(i), request.valueEnd(i));
            return;
        }
        out.own().write('[');
        int begin = out.size();
        if (request.hasValue("system")) {
            contents(request, i, out, begin);
        }
        for (JsonFields turn : leading) {
            int content = turn.find("content");
            if (content >= 0) {
                contents(turn, content, out, begin);
            }
        }
        out.own().write(']');
    }

    private void sort() {
        for (JsonFields turn : BlockEvents.blocks(bytes, from, to)) {
            boolean system = turn.string("role").orElse("").equals("system");
            (system && turns.isEmpty() ? leading : turns).add(turn);
        }
    }

    /** Writes one message, unless nothing of it is left. */
    private void turn(JsonFields turn, GatheringSink out, int begin) {
        String role = turn.string("role").orElse("");
        boolean demoted = role.equals("system") && !model.takesSystemTurns();
        int content = turn.find("content");
        boolean assistant = role.equals("assistant") && content >= 0 && bytes[turn.valueStart(content)] == '[';
        List<JsonFields> blocks = assistant
                ? BlockEvents.blocks(bytes, turn.valueStart(content), turn.valueEnd(content))
                : List.of();
        // Without the reasoning that this upstream cannot know.
        List<JsonFields> kept = blocks.stream().filter(block -> !Signatures.foreign(block)).toList();
        if (kept.isEmpty() && !blocks.isEmpty()) {
            return;
        }
        comma(out, begin).own().write('{');
        int open = out.size();
        for (int i = 0; i < turn.size(); i++) {
            out.own().name(out.size() == open, turn.name(i));
            if (demoted && turn.name(i).equals("role")) {
                out.own().text("\"user\"");
            } else if (assistant && i == content) {
                out.own().write('[');
                blocks(kept, out, out.size());
                out.own().write(']');
            } else {
                out.window(bytes, turn.valueStart(i), turn.valueEnd(i));
            }
        }
        out.own().write('}');
    }

    /** Writes a content, which is a string or an array of blocks, as blocks behind others. */
    private void contents(JsonFields holder, int member, GatheringSink out, int begin) {
        int start = holder.valueStart(member);
        int end = holder.valueEnd(member);
        if (bytes[start] == '"') {
            comma(out, begin).own().text("{\"type\":\"text\",\"text\":");
            out.window(bytes, start, end).own().write('}');
        } else if (bytes[start] == '[') {
            blocks(BlockEvents.blocks(bytes, start, end), out, begin);
        }
    }

    private void blocks(List<JsonFields> blocks, GatheringSink out, int begin) {
        for (JsonFields block : blocks) {
            comma(out, begin).window(bytes, block.from(), block.to());
        }
    }

    private static GatheringSink comma(GatheringSink out, int begin) {
        if (out.size() > begin) {
            out.own().write(',');
        }
        return out;
    }

    /** Whether nothing in the messages may be refused: no system turn and no reasoning. */
    private static boolean isPlain(byte[] bytes, int from, int to) {
        try {
            var in = JsonScanner.over(bytes, from, to);
            in.enterArray();
            while (in.nextElement()) {
                if (in.peek() != '{' || !isPlainTurn(in)) {
                    return false;
                }
            }
            return true;
        } catch (MalformedJson e) {
            throw new IllegalStateException("messages that were scanned before", e);
        }
    }

    private static boolean isPlainTurn(JsonScanner in) throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            boolean plain = switch (in.name(TURN)) {
                case "role" -> isNone(in, SYSTEM);
                case "content" -> isPlainContent(in);
                default -> passed(in);
            };
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlainContent(JsonScanner in) throws MalformedJson {
        if (in.peek() != '[') {
            return passed(in);
        }
        in.enterArray();
        while (in.nextElement()) {
            if (in.peek() != '{') {
                in.skip();
                continue;
            }
            in.enterObject();
            while (in.nextMember()) {
                if (!(in.name(BLOCK).isEmpty() ? passed(in) : isNone(in, REASONING))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether the value that is next is none of the words. */
    private static boolean isNone(JsonScanner in, Names words) throws MalformedJson {
        return in.peek() == '"' ? in.word(words).isEmpty() : passed(in);
    }

    private static boolean passed(JsonScanner in) throws MalformedJson {
        in.skip();
        return true;
    }
}
