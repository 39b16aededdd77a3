package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
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
    void write(ByteSink out) {
        if (copied) {
            out.write(bytes, from, to);
            return;
        }
        out.write('[');
        int begin = out.size();
        for (JsonFields turn : turns) {
            int mark = out.size();
            if (mark > begin) {
                out.write(',');
            }
            if (!turn(turn, out)) {
                out.truncate(mark);
            }
        }
        out.write(']');
    }

    /** Writes the system prompt, with the system turns that led the messages behind it. */
    void writeSystem(JsonFields request, ByteSink out) {
        int i = request.find("system");
        if (leading.isEmpty()) {
            out.write(bytes, request.valueStart(i), request.valueEnd(i));
            return;
        }
        out.write('[');
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
        out.write(']');
    }

    private void sort() {
        for (JsonFields turn : BlockEvents.blocks(bytes, from, to)) {
            boolean system = turn.string("role").orElse("").equals("system");
            (system && turns.isEmpty() ? leading : turns).add(turn);
        }
    }

    /** Writes one message; false when nothing of it is left. */
    private boolean turn(JsonFields turn, ByteSink out) {
        String role = turn.string("role").orElse("");
        boolean demoted = role.equals("system") && !model.takesSystemTurns();
        int content = turn.find("content");
        boolean assistant = role.equals("assistant") && content >= 0 && bytes[turn.valueStart(content)] == '[';
        out.write('{');
        int begin = out.size();
        boolean left = true;
        for (int i = 0; i < turn.size(); i++) {
            out.name(out.size() == begin, turn.name(i));
            if (demoted && turn.name(i).equals("role")) {
                out.text("\"user\"");
            } else if (assistant && i == content) {
                left = ownBlocks(turn, i, out);
            } else {
                out.write(bytes, turn.valueStart(i), turn.valueEnd(i));
            }
        }
        out.write('}');
        return left;
    }

    /** Writes the blocks without reasoning that this upstream cannot know; false when none is left. */
    private boolean ownBlocks(JsonFields turn, int content, ByteSink out) {
        out.write('[');
        int begin = out.size();
        boolean empty = true;
        for (JsonFields block : BlockEvents.blocks(bytes, turn.valueStart(content), turn.valueEnd(content))) {
            empty = false;
            if (!Signatures.foreign(block)) {
                if (out.size() > begin) {
                    out.write(',');
                }
                out.write(bytes, block.from(), block.to());
            }
        }
        boolean left = empty || out.size() > begin;
        out.write(']');
        return left;
    }

    /** Writes a content, which is a string or an array of blocks, as blocks behind others. */
    private void contents(JsonFields holder, int member, ByteSink out, int begin) {
        int start = holder.valueStart(member);
        int end = holder.valueEnd(member);
        if (bytes[start] == '"') {
            comma(out, begin).text("{\"type\":\"text\",\"text\":").write(bytes, start, end).write('}');
        } else if (bytes[start] == '[') {
            for (JsonFields block : BlockEvents.blocks(bytes, start, end)) {
                comma(out, begin).write(bytes, block.from(), block.to());
            }
        }
    }

    private static ByteSink comma(ByteSink out, int begin) {
        return out.size() > begin ? out.write(',') : out;
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
