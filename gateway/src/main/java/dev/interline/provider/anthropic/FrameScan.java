package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;

/**
 * What one pass over a frame found: a streamed event or a whole message. Reused from frame to frame.
 *
 * <p>Offsets are -1 when the thing is not there; they count from the first byte of the array that was scanned.
 */
final class FrameScan {
    private static final Names TYPES = Names.of("content_block_delta", "content_block_start", "content_block_stop",
            "ping", "message_start", "message_delta", "message_stop", "message", "error", "text_delta",
            "input_json_delta", "thinking_delta", "signature_delta", "citations_delta", "text", "thinking", "tool_use",
            "redacted_thinking", "server_tool_use", "web_search_tool_result", "web_fetch_tool_result");
    private static final Names EVENT = Names.of("type", "index", "delta", "content_block", "message", "usage", "error");
    private static final Names DELTA = Names.of("type", "text", "thinking", "partial_json", "signature", "citation",
            "stop_reason", "stop_sequence", "container", "stop_details");
    private static final Names MESSAGE = Names.of("id", "model", "provider", "type", "content", "stop_reason",
            "stop_sequence", "container", "stop_details", "usage", "error", "input_tokens");
    private static final Names BLOCK = Names.of("type", "text", "thinking", "input", "citations", "caller");

    final Spans spans = new Spans();
    final UsageCounts usage;

    byte[] bytes = {};
    String type = "";
    int index;
    String deltaType = "";
    String blockType = "";
    /** The text, thinking, arguments or signature that a delta adds, quotes included. */
    int valueFrom;
    int valueTo;
    /** The citation that a delta adds, or the content block that begins, or a message's content. */
    int partFrom;
    int partTo;
    int usageFrom;
    int usageTo;
    int errorFrom;
    String stopReason = "";
    String id = "";
    String model = "";
    /** Whether it brings something that a reader of the answer would see. */
    boolean content;
    /** Bytes of text, reasoning and arguments that it brings. */
    long delivered;
    /** Whether the block that begins has arguments already. */
    boolean input;
    /** The answer to a count of tokens; -1 when there is none. */
    long counted;

    private final JsonScanner in = JsonScanner.over(bytes, 0, 0);

    FrameScan(UsageCounts usage) {
        this.usage = usage;
    }

    /**
     * Reads one streamed event, or a whole message, that fills {@code bytes[from, to)}.
     *
     * @throws MalformedJson when it is not one valid JSON object
     */
    void read(byte[] frame, int from, int to, boolean whole) throws MalformedJson {
        reset(frame);
        in.reset(frame, from, to);
        if (whole) {
            message();
        } else {
            event();
        }
        in.expectEnd();
    }

    private void reset(byte[] frame) {
        spans.clear();
        bytes = frame;
        type = "";
        index = 0;
        deltaType = "";
        blockType = "";
        valueFrom = -1;
        valueTo = -1;
        partFrom = -1;
        partTo = -1;
        usageFrom = -1;
        usageTo = -1;
        errorFrom = -1;
        stopReason = "";
        id = "";
        model = "";
        content = false;
        delivered = 0;
        input = false;
        counted = -1;
    }

    private void event() throws MalformedJson {
        boolean ofMessage = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(EVENT)) {
                case "type" -> type = word();
                case "index" -> index = Math.clamp(in.count(), -1, Integer.MAX_VALUE);
                case "delta" -> ofMessage |= in.peek() == '{' ? delta() : skipped();
                case "content_block" -> {
                    if (in.peek() == '{') {
                        partFrom = in.position();
                        blockType = block();
                        partTo = in.position();
                    } else {
                        in.skip();
                    }
                }
                case "message" -> {
                    if (in.peek() == '{') {
                        message();
                    } else {
                        in.skip();
                    }
                }
                case "usage" -> usage();
                case "error" -> error();
                default -> in.skip();
            }
        }
        lacks(Mark.LACKS_USAGE, !ofMessage || usageFrom >= 0);
    }

    /** Whether it is the delta of a message, not of a block. */
    private boolean delta() throws MalformedJson {
        boolean ofMessage = false;
        boolean sequence = false;
        boolean container = false;
        boolean details = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(DELTA)) {
                case "type" -> deltaType = word();
                case "text", "thinking", "partial_json" -> {
                    long length = value();
                    delivered += length;
                    content |= length > 0;
                }
                case "signature" -> value();
                case "citation" -> {
                    partFrom = in.position();
                    in.skip();
                    partTo = in.position();
                }
                case "stop_reason" -> {
                    ofMessage = true;
                    stopReason();
                }
                case "stop_sequence" -> {
                    sequence = true;
                    in.skip();
                }
                case "container" -> {
                    container = true;
                    in.skip();
                }
                case "stop_details" -> {
                    details = true;
                    in.skip();
                }
                default -> in.skip();
            }
        }
        lacks(Mark.LACKS_STOP_SEQUENCE, sequence || !ofMessage);
        lacks(Mark.LACKS_CONTAINER, container || !ofMessage);
        lacks(Mark.LACKS_STOP_DETAILS, details || !ofMessage);
        return ofMessage;
    }

    private void message() throws MalformedJson {
        boolean provider = false;
        boolean sequence = false;
        boolean container = false;
        boolean details = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(MESSAGE)) {
                case "id" -> id = marked(Mark.ID);
                case "model" -> model = marked(Mark.MODEL);
                case "provider" -> {
                    provider = true;
                    marked(Mark.PROVIDER_VALUE);
                }
                case "type" -> {
                    String own = word();
                    type = type.isEmpty() ? own : type;
                }
                case "content" -> blocks();
                case "stop_reason" -> stopReason();
                case "stop_sequence" -> {
                    sequence = true;
                    in.skip();
                }
                case "container" -> {
                    container = true;
                    in.skip();
                }
                case "stop_details" -> {
                    details = true;
                    in.skip();
                }
                case "usage" -> usage();
                case "error" -> error();
                case "input_tokens" -> counted = in.count();
                default -> in.skip();
            }
        }
        lacks(Mark.LACKS_PROVIDER, provider);
        lacks(Mark.LACKS_STOP_SEQUENCE, sequence);
        lacks(Mark.LACKS_CONTAINER, container);
        lacks(Mark.LACKS_STOP_DETAILS, details);
        lacks(Mark.LACKS_USAGE, usageFrom >= 0);
    }

    private void blocks() throws MalformedJson {
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        partFrom = in.position();
        in.enterArray();
        while (in.nextElement()) {
            if (in.peek() == '{') {
                block();
            } else {
                in.skip();
            }
        }
        partTo = in.position();
    }

    private String block() throws MalformedJson {
        String kind = "";
        boolean citations = false;
        boolean caller = false;
        long length = 0;
        long arguments = 0;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(BLOCK)) {
                case "type" -> kind = word();
                case "text", "thinking" -> length += in.peek() == '"' ? in.textLength() : skippedLength();
                case "input" -> arguments = arguments();
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
        lacks(Mark.LACKS_CITATIONS, citations || !kind.equals("text"));
        lacks(Mark.LACKS_CALLER, caller || !kind.equals("tool_use") && !kind.equals("web_search_tool_result")
                && !kind.equals("web_fetch_tool_result"));
        input |= arguments > 0;
        delivered += length + arguments;
        content |= length > 0 || !kind.equals("text") && !kind.equals("thinking");
        return kind;
    }

    /** Length of the arguments; 0 for an object without members. */
    private long arguments() throws MalformedJson {
        int from = in.position();
        if (in.peek() != '{') {
            in.skip();
            return 0;
        }
        boolean some = false;
        in.enterObject();
        while (in.nextMember()) {
            some = true;
            in.skip();
        }
        return some ? in.position() - from : 0;
    }

    private void stopReason() throws MalformedJson {
        if (in.peek() == '"') {
            stopReason = marked(Mark.FINISH_REASON);
        } else {
            in.skip();
        }
    }

    private void usage() throws MalformedJson {
        if (in.peek() == '{') {
            usageFrom = in.position();
            usage.read(in);
            usageTo = in.position();
            spans.add(Mark.USAGE, usageFrom, usageTo);
        } else {
            in.skip();
        }
    }

    private void error() throws MalformedJson {
        errorFrom = in.position();
        in.skip();
    }

    /** Notes where the value lies; its length in bytes of text. */
    private long value() throws MalformedJson {
        if (in.peek() != '"') {
            return skippedLength();
        }
        valueFrom = in.position();
        long length = in.textLength();
        valueTo = in.position();
        return length;
    }

    /** The value as text, its place marked; empty when it is no string. */
    private String marked(Mark mark) throws MalformedJson {
        int from = in.position();
        String text = "";
        if (in.peek() == '"') {
            text = in.string();
        } else {
            in.skip();
        }
        spans.add(mark, from, in.position());
        return text;
    }

    private String word() throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return "";
        }
        int from = in.position();
        String known = in.word(TYPES);
        return known.isEmpty() ? JsonText.decode(bytes, from, in.position()) : known;
    }

    /** Marks the closing brace that was just passed when something is not there. */
    private void lacks(Mark mark, boolean there) {
        if (!there) {
            spans.add(mark, in.position() - 1, in.position() - 1);
        }
    }

    private boolean skipped() throws MalformedJson {
        in.skip();
        return false;
    }

    private long skippedLength() throws MalformedJson {
        in.skip();
        return 0;
    }
}
