package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Mark;

/** What one pass over a delta found, be it that of a block or of the message. Offsets are -1 without the thing. */
final class DeltaScan {
    private static final Names MEMBERS = Names.of("type", "text", "thinking", "partial_json", "signature", "citation",
            "stop_reason", "stop_sequence", "container", "stop_details");
    private static final Names TYPES = Names.of("text_delta", "input_json_delta", "thinking_delta", "signature_delta",
            "citations_delta");

    private final FrameScan frame;
    String type = "";
    /** The text, thinking, arguments or signature that it adds, quotes included. */
    int valueFrom;
    int valueTo;
    int citationFrom;
    int citationTo;
    /** Bytes of text, reasoning and arguments that it adds. */
    long delivered;
    /** Whether it is the delta of the message. */
    boolean ofMessage;

    DeltaScan(FrameScan frame) {
        this.frame = frame;
    }

    void reset() {
        type = "";
        valueFrom = -1;
        valueTo = -1;
        citationFrom = -1;
        citationTo = -1;
        delivered = 0;
        ofMessage = false;
    }

    /** Whether it adds any character. */
    boolean hasValue() {
        return valueTo - valueFrom > 2;
    }

    /** Reads the delta that is next and marks what it lacks. */
    void read(JsonScanner in) throws MalformedJson {
        boolean sequence = false;
        boolean container = false;
        boolean details = false;
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(MEMBERS)) {
                case "type" -> type = frame.word(TYPES);
                case "text", "thinking", "partial_json" -> delivered += value(in);
                case "signature" -> value(in);
                case "citation" -> {
                    citationFrom = in.peek() == '{' ? in.position() : -1;
                    in.skip();
                    citationTo = in.position();
                }
                case "stop_reason" -> {
                    ofMessage = true;
                    frame.stopReason();
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
        frame.lacks(Mark.LACKS_STOP_SEQUENCE, sequence || !ofMessage);
        frame.lacks(Mark.LACKS_CONTAINER, container || !ofMessage);
        frame.lacks(Mark.LACKS_STOP_DETAILS, details || !ofMessage);
    }

    /** Notes where the value lies; its length in bytes of text. */
    private long value(JsonScanner in) throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return 0;
        }
        valueFrom = in.position();
        long length = in.textLength();
        valueTo = in.position();
        return length;
    }
}
