package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import java.nio.charset.StandardCharsets;

/** The part of a {@link FrameSplice} inside the choices: finish reasons, reasoning, and what a choice lacks. */
final class ChoiceSplice {
    private static final byte[] DELTA = ascii("\"delta\"");
    private static final byte[] NULL = ascii("null");
    private static final byte[] ROLE = ascii("\"role\":\"assistant\"");
    private static final byte[] NO_REASONING = ascii(",\"reasoning\":null");
    private static final byte[] NO_FINISH = ascii(",\"finish_reason\":null");
    private static final byte[] NATIVE_FINISH = ascii(",\"native_finish_reason\":");

    private final boolean chunks;
    private final Wishes wishes;
    private final Place finish = new Place();
    private final Place nativeFinish = new Place();
    private final Place content = new Place();
    private final Place parts = new Place();
    private final Place reasoning = new Place();
    private ByteSink out = new ByteSink(0);
    private byte[] bytes = {};
    private boolean whole;
    private boolean indexed;
    private boolean role;
    private boolean readable;
    private boolean detailed;
    private int choices;
    private int unindexedCalls;

    ChoiceSplice(boolean chunks, Wishes wishes) {
        this.chunks = chunks;
        this.wishes = wishes;
    }

    /** Goes on with another frame. */
    void begin(Frame frame, ByteSink to) {
        out = to;
        bytes = frame.bytes();
        whole = frame.whole();
        choices = 0;
        beginChoice();
    }

    /** How many choices the frame had so far. */
    int choices() {
        return choices;
    }

    private void beginChoice() {
        indexed = false;
        finish.clear();
        nativeFinish.clear();
        beginDelta();
        content.clear();
    }

    private void beginDelta() {
        role = false;
        readable = false;
        detailed = false;
        reasoning.clear();
        parts.clear();
    }

    /** Writes what stands for a marked place and tells the offset from where the frame goes on. */
    int place(Mark mark, int from, int to) {
        switch (mark) {
            case FINISH_REASON -> {
                return finishReason(from, to);
            }
            case PARTS -> {
                parts.set(from, to);
                ContentParts.writeText(bytes, from, to, out);
                return to;
            }
            case MESSAGE -> {
                return chunks ? rename(to) : from;
            }
            case TOOL_CALL -> indexCall();
            case UNTYPED_CALL -> complete(",\"type\":\"function\"");
            case NO_ARGUMENTS -> complete(",\"arguments\":\"{}\"");
            case DELTA -> endDelta();
            case CHOICE -> endChoice();
            case INDEX -> indexed = true;
            case NATIVE_FINISH_REASON -> nativeFinish.set(from, to);
            case ROLE -> role = true;
            case CONTENT -> content.set(from, to);
            case REASONING, VENDOR_REASONING -> {
                return reasoning(mark, from, to);
            }
            case REASONING_DETAILS -> {
                return details(from, to);
            }
            default -> {
                // The frame's own places, and those that only other wires have.
            }
        }
        return from;
    }

    private int rename(int to) {
        out.write(DELTA);
        return to;
    }

    private void indexCall() {
        if (chunks) {
            out.text(",\"index\":").number(unindexedCalls++);
        }
    }

    /** In a stream further pieces may follow, in a whole answer not. */
    private void complete(String member) {
        if (whole) {
            out.text(member);
        }
    }

    private int reasoning(Mark mark, int from, int to) {
        if (wishes.withoutReasoning()) {
            out.write(NULL);
            return to;
        }
        readable |= mark == Mark.REASONING;
        reasoning.set(from, to);
        return from;
    }

    private int details(int from, int to) {
        detailed = true;
        if (wishes.withoutReasoning()) {
            out.text("[]");
            return to;
        }
        return from;
    }

    private int finishReason(int from, int to) {
        if (bytes[from] != '"' || to - from == 2) {
            out.write(NULL);
            finish.set(from, from);
        } else {
            String reason = new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
            out.string(FinishReason.ofChat(reason).text());
            finish.set(from, to);
        }
        return to;
    }

    /** Adds what a delta or message lacks, before its closing brace. */
    private void endDelta() {
        if (!role) {
            separate();
            out.write(ROLE);
        }
        if (parts.isSet() && !wishes.withoutReasoning()) {
            out.text(",\"content_parts\":").write(bytes, parts.from(), parts.to());
            ContentParts.writeReasoning(bytes, parts.from(), parts.to(), out);
        } else if (reasoning.isSet()) {
            readable();
        } else if (!chunks) {
            out.write(NO_REASONING);
        }
        beginDelta();
    }

    private void readable() {
        if (!readable) {
            out.text(",\"reasoning\":").write(bytes, reasoning.from(), reasoning.to());
        }
        if (!detailed) {
            out.text(",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":")
                    .write(bytes, reasoning.from(), reasoning.to())
                    .text(",\"format\":\"unknown\",\"index\":0}]");
        }
    }

    /** Adds what a choice lacks, before its closing brace. */
    private void endChoice() {
        if (!indexed) {
            separate();
            out.text("\"index\":").number(choices);
        }
        if (!finish.isSet()) {
            out.write(NO_FINISH);
        }
        if (!nativeFinish.isSet()) {
            out.write(NATIVE_FINISH);
            if (finish.isEmpty()) {
                out.write(NULL);
            } else {
                out.write(bytes, finish.from(), finish.to());
            }
        }
        if (wishes.text()) {
            out.text(",\"text\":");
            if (content.isEmpty()) {
                out.text("\"\"");
            } else {
                out.write(bytes, content.from(), content.to());
            }
        }
        choices++;
        beginChoice();
    }

    /** Writes a comma unless the object that is open has no members yet. */
    private void separate() {
        int last = out.size() - 1;
        while (isSpace(out.array()[last])) {
            last--;
        }
        if (out.array()[last] != '{') {
            out.write(',');
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
