package dev.interline.provider.openai;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;

/** Reads a choice's message or delta inside a frame. */
final class DeltaScan {
    private static final Names CALL = Names.of("index", "type", "function");
    private static final Names FUNCTION = Names.of("arguments");
    private static final Names PART = Names.of("text", "thinking", "summary", "data", "signature");
    private static final Names ROLES = Names.of("assistant");

    private final JsonScanner in;
    private final Spans spans;
    private final Names names;
    private final Removal removal;
    private final Learned learned;
    private boolean content;
    private boolean calls;

    DeltaScan(JsonScanner in, Spans spans, DeltaNames names, Learned learned) {
        this.in = in;
        this.spans = spans;
        this.names = names.scanned();
        this.removal = new Removal((from, to) -> spans.add(Mark.OURS, from, to));
        this.learned = learned;
    }

    /** Reads the object that is next; true when it brings content. */
    boolean read() throws MalformedJson {
        content = false;
        calls = false;
        in.enterObject();
        removal.begin(in.position());
        while (in.nextMember()) {
            member(in.nameStart());
            removal.passed(in.position());
        }
        int closing = in.position() - 1;
        removal.end(closing);
        spans.add(Mark.DELTA, closing, closing);
        return content;
    }

    /** Whether what was read last has tool calls in it. */
    boolean hasCalls() {
        return calls;
    }

    private void member(int nameStart) throws MalformedJson {
        String name = in.name(names);
        boolean isNull = in.atNull();
        switch (name) {
            case "" -> kept(nameStart);
            case "role" -> role(nameStart);
            case "tool_calls", "audio", "images", "reasoning_details" -> {
                if (isNull) {
                    in.skip();
                    removal.take(in.position());
                } else {
                    removal.keep(nameStart);
                    structure(name);
                }
            }
            case "content" -> {
                removal.keep(nameStart);
                content();
            }
            case "reasoning" -> reasoning(nameStart);
            case "refusal" -> {
                removal.keep(nameStart);
                content |= length() > 0;
            }
            case "function_call" -> {
                content |= !isNull;
                kept(nameStart);
            }
            default -> {
                removal.keep(nameStart);
                text(Mark.VENDOR_REASONING);
            }
        }
    }

    private void kept(int nameStart) throws MalformedJson {
        removal.keep(nameStart);
        in.skip();
    }

    private void role(int nameStart) throws MalformedJson {
        int from = in.position();
        boolean known = false;
        if (in.peek() == '"') {
            known = !in.word(ROLES).isEmpty();
        } else {
            in.skip();
        }
        if (known) {
            removal.keep(nameStart);
            spans.add(Mark.ROLE, from, in.position());
        } else {
            removal.take(in.position());
        }
    }

    /** Where it says nothing its name must stay free for what a vendor says under its own. */
    private void reasoning(int nameStart) throws MalformedJson {
        int from = in.position();
        int length = length();
        if (length == 0) {
            removal.take(in.position());
            return;
        }
        removal.keep(nameStart);
        spans.add(Mark.REASONING, from, in.position());
        content = true;
        learned.delivered(length);
    }

    private void structure(String name) throws MalformedJson {
        int from = in.position();
        switch (name) {
            case "tool_calls" -> toolCalls();
            case "reasoning_details" -> {
                content |= parts() > 0;
                spans.add(Mark.REASONING_DETAILS, from, in.position());
            }
            default -> {
                in.skip();
                content |= in.position() - from > 2;
            }
        }
    }

    private void content() throws MalformedJson {
        if (in.peek() == '"') {
            text(Mark.CONTENT);
        } else if (in.peek() == '[') {
            int from = in.position();
            int length = parts();
            learned.delivered(length);
            content |= length > 0;
            spans.add(Mark.PARTS, from, in.position());
        } else {
            in.skip();
        }
    }

    /** A string member; marked when there is text in it. */
    private void text(Mark mark) throws MalformedJson {
        int from = in.position();
        int length = length();
        if (length > 0) {
            spans.add(mark, from, in.position());
            content = true;
            learned.delivered(length);
        }
    }

    private int length() throws MalformedJson {
        if (in.peek() == '"') {
            return in.textLength();
        }
        in.skip();
        return 0;
    }

    /** Bytes of text in an array of parts, or in whatever else stands there. */
    private int parts() throws MalformedJson {
        int length = 0;
        switch (in.peek()) {
            case '[' -> {
                in.enterArray();
                while (in.nextElement()) {
                    length += parts();
                }
            }
            case '{' -> {
                in.enterObject();
                while (in.nextMember()) {
                    if (in.name(PART).isEmpty()) {
                        in.skip();
                    } else {
                        length += in.peek() == '"' ? in.textLength() : parts();
                    }
                }
            }
            default -> in.skip();
        }
        return length;
    }

    private void toolCalls() throws MalformedJson {
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        in.enterArray();
        while (in.nextElement()) {
            content = true;
            calls = true;
            toolCall();
        }
    }

    private void toolCall() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        boolean indexed = false;
        boolean typed = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(CALL)) {
                case "index" -> {
                    indexed = true;
                    in.skip();
                }
                case "type" -> {
                    typed = true;
                    in.skip();
                }
                case "function" -> function();
                default -> in.skip();
            }
        }
        int closing = in.position() - 1;
        if (!indexed) {
            spans.add(Mark.TOOL_CALL, closing, closing);
        }
        if (!typed) {
            spans.add(Mark.UNTYPED_CALL, closing, closing);
        }
    }

    private void function() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        boolean told = false;
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(FUNCTION).isEmpty()) {
                in.skip();
            } else {
                told = true;
                learned.delivered(length());
            }
        }
        if (!told) {
            spans.add(Mark.NO_ARGUMENTS, in.position() - 1, in.position() - 1);
        }
    }
}
