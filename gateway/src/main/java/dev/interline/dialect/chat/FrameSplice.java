package dev.interline.dialect.chat;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.Answer;
import dev.interline.exchange.FinishReason;
import dev.interline.exchange.Frame;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;
import java.nio.charset.StandardCharsets;

/**
 * Copies an upstream's frame of the same wire, changing only what is ours: identity at the head, normalised finish
 * reasons, reasoning under OpenRouter's names. Everything else goes out byte for byte.
 */
final class FrameSplice {
    /** A list with one choice that says nothing, for chunks that have none: clients read {@code choices[0]} of each. */
    static final byte[] SILENT_CHOICES = ascii(",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\","
            + "\"content\":\"\"},\"finish_reason\":null,\"native_finish_reason\":null,\"logprobs\":null}]");

    private static final byte[] DELTA = ascii("\"delta\"");
    private static final byte[] NULL = ascii("null");
    private static final byte[] ROLE = ascii("\"role\":\"assistant\"");
    private static final byte[] NO_FINGERPRINT = ascii(",\"system_fingerprint\":null");

    private final byte[] head;
    private final boolean chunks;
    private final Wishes wishes;
    private final Place finish = new Place();
    private final Place nativeFinish = new Place();
    private final Place content = new Place();
    private final Place parts = new Place();
    private final Place reasoning = new Place();
    private ByteSink out = new ByteSink(16);
    private byte[] bytes = {};
    private boolean whole;
    private boolean headOnly;
    private boolean fingerprint;
    private boolean indexed;
    private boolean role;
    private boolean readable;
    private boolean detailed;
    private int choices;
    private int unindexedCalls;

    /**
     * @param chunks whether chunks of a stream are written, else a whole answer
     * @param wishes what the client wants of the answer's form
     */
    FrameSplice(Answer answer, boolean chunks, Wishes wishes) {
        this.head = Head.of(answer, chunks);
        this.chunks = chunks;
        this.wishes = wishes;
    }

    /**
     * Appends the frame without its closing brace, so that members may follow.
     *
     * @return whether the frame brings anything besides what we say ourselves
     */
    boolean open(Frame frame, ByteSink to) {
        begin(frame, to);
        int start = out.size();
        Spans spans = frame.spans();
        int at = spans.from(0);
        for (int i = 0; i < spans.size(); i++) {
            copy(at, spans.from(i));
            at = place(spans.mark(i), spans.from(i), spans.to(i));
        }
        copy(at, closingBrace(frame));
        boolean brings = !headOnly;
        if (choices == 0 && chunks) {
            out.write(SILENT_CHOICES);
        }
        if (!fingerprint && !chunks) {
            out.write(NO_FINGERPRINT);
        }
        if (chunks) {
            joinLines(start);
        }
        return brings;
    }

    private void begin(Frame frame, ByteSink to) {
        out = to;
        bytes = frame.bytes();
        whole = frame.whole();
        fingerprint = false;
        choices = 0;
        beginChoice();
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
    private int place(Mark mark, int from, int to) {
        switch (mark) {
            case HEAD -> {
                out.write(head);
                headOnly = true;
            }
            case OURS -> {
                return to;
            }
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
            case FINGERPRINT -> fingerprint = true;
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
            case ID, MODEL, USAGE, PROVIDER_VALUE, LACKS_PROVIDER, LACKS_CONTAINER, LACKS_STOP_DETAILS, LACKS_USAGE,
                    LACKS_CITATIONS, LACKS_CALLER -> {
                // Another wire's places.
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
            out.text(",\"reasoning\":null");
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
            out.text(",\"finish_reason\":null");
        }
        if (!nativeFinish.isSet()) {
            out.text(",\"native_finish_reason\":");
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

    private void copy(int from, int to) {
        if (!headOnly) {
            out.write(bytes, from, to);
            return;
        }
        int first = from;
        while (first < to && isSpace(bytes[first])) {
            first++;
        }
        if (first < to) {
            headOnly = false;
            out.write(',').write(bytes, first, to);
        }
    }

    private static int closingBrace(Frame frame) {
        int end = frame.to() - 1;
        while (frame.bytes()[end] != '}') {
            end--;
        }
        return end;
    }

    /** An event's data is one line; outside of strings JSON does not mind. */
    private void joinLines(int from) {
        byte[] written = out.array();
        for (int i = from; i < out.size(); i++) {
            if (written[i] == '\n' || written[i] == '\r') {
                written[i] = ' ';
            }
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A place in the frame at hand that is needed again further on. */
    private static final class Place {
        private int from = -1;
        private int to = -1;

        void set(int begin, int end) {
            from = begin;
            to = end;
        }

        void clear() {
            set(-1, -1);
        }

        boolean isSet() {
            return from >= 0;
        }

        boolean isEmpty() {
            return from == to;
        }

        int from() {
            return from;
        }

        int to() {
            return to;
        }
    }
}
