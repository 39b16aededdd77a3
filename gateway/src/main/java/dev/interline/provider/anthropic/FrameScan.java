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
            "ping", "message_start", "message_delta", "message_stop", "message", "error");
    private static final Names EVENT = Names.of("type", "index", "delta", "content_block", "message", "usage", "error");
    private static final Names MESSAGE = Names.of("id", "model", "provider", "type", "content", "stop_reason",
            "stop_sequence", "container", "stop_details", "usage", "error", "input_tokens");

    final Spans spans = new Spans();
    final UsageCounts usage;
    final DeltaScan delta = new DeltaScan(this);
    final BlockScan block = new BlockScan(this);

    byte[] bytes = {};
    String type = "";
    int index;
    /** The content block that begins, or a message's content. */
    int partFrom;
    int partTo;
    int usageFrom;
    int usageTo;
    boolean failed;
    String stopReason = "";
    String id = "";
    String model = "";
    /** Whether it brings something that a reader of the answer would see. */
    boolean content;
    /** Bytes of text, reasoning and arguments that it brings. */
    long delivered;
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

    /** The string that is next; the same object each time for a known one, and empty for what is no string. */
    String word(Names known) throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return "";
        }
        int from = in.position();
        String word = in.word(known);
        return word.isEmpty() ? JsonText.decode(bytes, from, in.position()) : word;
    }

    /** Marks the closing brace that was just passed when something is not there. */
    void lacks(Mark mark, boolean there) {
        if (!there) {
            spans.add(mark, in.position() - 1, in.position() - 1);
        }
    }

    /** Reads the reason that is next; null is none. */
    void stopReason() throws MalformedJson {
        if (in.peek() == '"') {
            stopReason = marked(Mark.FINISH_REASON);
        } else {
            in.skip();
        }
    }

    private void reset(byte[] frame) {
        spans.clear();
        delta.reset();
        bytes = frame;
        type = "";
        index = 0;
        partFrom = -1;
        partTo = -1;
        usageFrom = -1;
        usageTo = -1;
        failed = false;
        stopReason = "";
        id = "";
        model = "";
        content = false;
        delivered = 0;
        counted = -1;
    }

    private void event() throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(EVENT)) {
                case "type" -> type = word(TYPES);
                case "index" -> index = Math.clamp(in.count(), -1, Integer.MAX_VALUE);
                case "delta" -> delta();
                case "content_block" -> {
                    partFrom = in.peek() == '{' ? in.position() : -1;
                    block();
                    partTo = in.position();
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
        lacks(Mark.LACKS_USAGE, !delta.ofMessage || usageFrom >= 0);
    }

    private void delta() throws MalformedJson {
        if (in.peek() == '{') {
            delta.read(in);
            delivered += delta.delivered;
            content |= delta.delivered > 0;
        } else {
            in.skip();
        }
    }

    private void block() throws MalformedJson {
        if (in.peek() == '{') {
            block.read(in);
            delivered += block.delivered;
            content |= block.hasContent();
        } else {
            in.skip();
        }
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
                    String own = word(TYPES);
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
            block();
        }
        partTo = in.position();
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
        failed |= !in.atNull();
        in.skip();
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
}
