package dev.interline.provider.responses;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;

/**
 * What one pass over a frame found: a streamed event or a whole response. Reused from frame to frame; makes no garbage for
 * an ordinary delta. Offsets are -1 when the thing is not there.
 */
final class FrameScan {
    private static final Names TYPES = Names.of("response.output_text.delta", "response.function_call_arguments.delta",
            "response.reasoning_text.delta", "response.reasoning_summary_text.delta", "response.reasoning.delta",
            "response.refusal.delta", "response.custom_tool_call_input.delta", "response.created",
            "response.in_progress", "response.queued", "response.completed", "response.incomplete", "response.failed",
            "response.output_item.added", "response.output_item.done", "response.content_part.added",
            "response.content_part.done", "response.output_text.done", "response.function_call_arguments.done",
            "response.reasoning_text.done", "response.reasoning_summary_text.done", "response.refusal.done",
            "response.reasoning_summary_part.added", "response.reasoning_summary_part.done",
            "response.output_text.annotation.added", "error");
    private static final Names EVENT = Names.of("type", "sequence_number", "delta", "item", "response", "error",
            "partial_image_b64");
    private static final Names ITEM = Names.of("type");
    private static final Names ITEMS = Names.of("message", "reasoning", "function_call", "custom_tool_call",
            "web_search_call");

    final Spans spans = new Spans();
    final ResponseScan response;

    byte[] bytes = {};
    String type = "";
    /** The type of the item that begins or ends; {@code other} for one that is not known here. */
    String item = "";
    /** The error of an event that is one. */
    int errorFrom;
    int errorTo;
    /** Bytes of text, reasoning and arguments that it brings. */
    long delivered;

    private final JsonScanner in = new JsonScanner();
    private boolean numbered;
    private boolean whole;

    FrameScan() {
        this.response = new ResponseScan(in);
    }

    /**
     * Reads one streamed event that fills {@code bytes[from, to)}.
     *
     * @throws MalformedJson when it is not one valid JSON object
     */
    void event(byte[] frame, int from, int to) throws MalformedJson {
        reset(frame);
        in.reset(frame, from, to);
        in.enterObject();
        while (in.nextMember()) {
            member();
        }
        if (!numbered) {
            spans.add(Mark.LACKS_SEQUENCE, in.position() - 1, in.position() - 1);
        }
        in.expectEnd();
    }

    /** Reads a whole response that fills {@code bytes[from, to)}. */
    void document(byte[] frame, int from, int to) throws MalformedJson {
        reset(frame);
        whole = true;
        in.reset(frame, from, to);
        in.peek();
        int begin = in.position();
        response.read(frame);
        spans.add(Mark.RESPONSE, begin, in.position());
        delivered = response.delivered;
        in.expectEnd();
    }

    boolean isWhole() {
        return whole;
    }

    private void reset(byte[] frame) {
        spans.clear();
        response.reset();
        bytes = frame;
        type = "";
        item = "";
        errorFrom = -1;
        errorTo = -1;
        delivered = 0;
        numbered = false;
        whole = false;
    }

    private void member() throws MalformedJson {
        switch (in.name(EVENT)) {
            case "type" -> type = word(TYPES);
            case "sequence_number" -> {
                numbered = true;
                int from = in.position();
                in.skip();
                spans.add(Mark.SEQUENCE, from, in.position());
            }
            case "delta", "partial_image_b64" -> {
                if (in.peek() == '"') {
                    delivered += in.textLength();
                } else {
                    in.skip();
                }
            }
            case "item" -> item();
            case "response" -> {
                if (in.peek() == '{') {
                    int from = in.position();
                    response.read(bytes);
                    spans.add(Mark.RESPONSE, from, in.position());
                } else {
                    in.skip();
                }
            }
            case "error" -> {
                if (!in.atNull()) {
                    errorFrom = in.position();
                    in.skip();
                    errorTo = in.position();
                } else {
                    in.skip();
                }
            }
            default -> in.skip();
        }
    }

    private void item() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        item = "other";
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(ITEM).isEmpty() || in.peek() != '"') {
                in.skip();
            } else {
                String known = in.word(ITEMS);
                item = known.isEmpty() ? "other" : known;
            }
        }
    }

    /** The string that is next; the same object each time for a known one, and empty for what is no string. */
    private String word(Names known) throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return "";
        }
        int from = in.position();
        String word = in.word(known);
        return word.isEmpty() ? JsonScanner.over(bytes, from, in.position()).string() : word;
    }
}
