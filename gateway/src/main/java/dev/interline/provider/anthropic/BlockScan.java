package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Mark;

/** What one pass over a content block found. Reused from block to block. */
final class BlockScan {
    private static final Names MEMBERS = Names.of("type", "text", "thinking", "input", "citations", "caller");
    private static final Names TYPES = Names.of("text", "thinking", "tool_use", "redacted_thinking", "server_tool_use",
            "web_search_tool_result", "web_fetch_tool_result");

    private final FrameScan frame;
    String type = "";
    /** Whether it has arguments already: an object with members. */
    boolean hasArguments;
    /** Bytes of text, reasoning and arguments. */
    long delivered;

    BlockScan(FrameScan frame) {
        this.frame = frame;
    }

    /** Reads the block that is next and marks what it lacks. */
    void read(JsonScanner in) throws MalformedJson {
        type = "";
        delivered = 0;
        hasArguments = false;
        boolean citations = false;
        boolean caller = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(MEMBERS)) {
                case "type" -> type = frame.word(TYPES);
                case "text", "thinking" -> {
                    if (in.peek() == '"') {
                        delivered += in.textLength();
                    } else {
                        in.skip();
                    }
                }
                case "input" -> arguments(in);
                case "citations" -> {
                    citations = true;
                    in.skip();
                }
                case "caller" -> {
                    caller = true;
                    in.skip();
                }
                default -> in.skip();
            }
        }
        frame.lacks(Mark.LACKS_CITATIONS, citations || !type.equals("text"));
        frame.lacks(Mark.LACKS_CALLER, caller || !type.equals("tool_use") && !type.equals("web_search_tool_result")
                && !type.equals("web_fetch_tool_result"));
    }

    /** Whether there is something that a reader of the answer would see: text, or any block that is more than text. */
    boolean hasContent() {
        return delivered > 0 || !type.equals("text") && !type.equals("thinking");
    }

    private void arguments(JsonScanner in) throws MalformedJson {
        int from = in.position();
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            hasArguments = true;
            in.skip();
        }
        delivered += hasArguments ? in.position() - from : 0;
    }
}
