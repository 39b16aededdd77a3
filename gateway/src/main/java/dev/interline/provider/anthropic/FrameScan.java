package dev.interline.provider.anthropic;

import dev.interline.bytes.Json;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.Mark;
import dev.interline.exchange.Spans;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one pass over a frame found: a streamed event or a whole message. Reused from frame to frame.
 *
 * <p>Offsets are -1 when the thing is not there; they count from the first byte of the array that was scanned.
 */
final class FrameScan {
    final Spans spans = new Spans();
    final UsageCounts usage;

    byte[] bytes = new byte[0];
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
    int errorTo;
    String stopReason = "";
    String id = "";
    String model = "";
    /** Whether a part or value holds something that a reader of the answer would see. */
    boolean content;
    /** The answer to a count of tokens; -1 when there is none. */
    long counted;

    private int from;

    FrameScan(UsageCounts usage) {
        this.usage = usage;
    }

    /**
     * Reads one streamed event, or a whole message, that fills {@code bytes[from, to)}.
     *
     * @throws MalformedJson when it is not one valid JSON object
     */
    void read(byte[] input, int start, int end, boolean whole) throws MalformedJson {
        reset(input, start);
        try (JsonParser parser = Json.parser(input, start, end)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJson("The provider sent something that is not a JSON object");
            }
            if (whole) {
                message(parser);
            } else {
                event(parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedJson("The provider sent more than one JSON value in one event");
            }
        } catch (JacksonException _) {
            throw new MalformedJson("The provider sent something that is not JSON");
        }
    }

    private void reset(byte[] input, int start) {
        spans.clear();
        bytes = input;
        from = start;
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
        errorTo = -1;
        stopReason = "";
        id = "";
        model = "";
        content = false;
        counted = -1;
    }

    private void event(JsonParser parser) {
        boolean delta = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> type = text(parser);
                case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                case "delta" -> delta |= token == JsonToken.START_OBJECT ? delta(parser) : !passed(parser);
                case "content_block" -> {
                    if (token == JsonToken.START_OBJECT) {
                        partFrom = at(parser);
                        blockType = block(parser);
                        partTo = end(parser);
                    }
                }
                case "message" -> {
                    if (token == JsonToken.START_OBJECT) {
                        message(parser);
                    }
                }
                case "usage" -> usage(parser);
                case "error" -> error(parser);
                default -> parser.skipChildren();
            }
        }
        if (delta && usageFrom < 0) {
            spans.add(Mark.LACKS_USAGE, at(parser), at(parser));
        }
    }

    /** Whether it is the delta of a message, not of a block. */
    private boolean delta(JsonParser parser) {
        boolean ofMessage = false;
        boolean container = false;
        boolean details = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "type" -> deltaType = text(parser);
                case "text", "thinking", "partial_json", "signature" -> value(parser);
                case "citation" -> {
                    partFrom = at(parser);
                    partTo = end(parser);
                }
                case "stop_reason" -> {
                    ofMessage = true;
                    stopReason(parser);
                }
                case "container" -> container = passed(parser);
                case "stop_details" -> details = passed(parser);
                default -> parser.skipChildren();
            }
        }
        if (ofMessage) {
            lacks(Mark.LACKS_CONTAINER, container, parser);
            lacks(Mark.LACKS_STOP_DETAILS, details, parser);
        }
        content |= valueTo - valueFrom > 2 && !deltaType.equals("signature_delta");
        return ofMessage;
    }

    private void message(JsonParser parser) {
        boolean provider = false;
        boolean container = false;
        boolean details = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "id" -> id = marked(Mark.ID, parser);
                case "model" -> model = marked(Mark.MODEL, parser);
                case "provider" -> {
                    marked(Mark.PROVIDER_VALUE, parser);
                    provider = true;
                }
                case "type" -> type = type.isEmpty() ? text(parser) : type;
                case "content" -> {
                    if (token == JsonToken.START_ARRAY) {
                        blocks(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
                case "stop_reason" -> stopReason(parser);
                case "container" -> container = passed(parser);
                case "stop_details" -> details = passed(parser);
                case "usage" -> usage(parser);
                case "error" -> error(parser);
                case "input_tokens" -> counted = token == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : -1;
                default -> parser.skipChildren();
            }
        }
        lacks(Mark.LACKS_PROVIDER, provider, parser);
        lacks(Mark.LACKS_CONTAINER, container, parser);
        lacks(Mark.LACKS_STOP_DETAILS, details, parser);
        lacks(Mark.LACKS_USAGE, usageFrom >= 0, parser);
    }

    private void blocks(JsonParser parser) {
        partFrom = at(parser);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                block(parser);
            } else {
                parser.skipChildren();
            }
        }
        partTo = at(parser) + 1;
    }

    private String block(JsonParser parser) {
        String kind = "";
        boolean citations = false;
        boolean caller = false;
        boolean visible = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            switch (name) {
                case "type" -> kind = text(parser);
                case "text", "thinking" -> {
                    int begin = at(parser);
                    visible |= token == JsonToken.VALUE_STRING && end(parser) - begin > 2;
                }
                case "citations" -> citations = passed(parser);
                case "caller" -> caller = passed(parser);
                default -> parser.skipChildren();
            }
        }
        boolean isText = kind.equals("text");
        lacks(Mark.LACKS_CITATIONS, citations || !isText, parser);
        lacks(Mark.LACKS_CALLER, caller || !kind.equals("tool_use") && !kind.equals("web_search_tool_result")
                && !kind.equals("web_fetch_tool_result"), parser);
        content |= visible || !isText && !kind.equals("thinking");
        return kind;
    }

    private void stopReason(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            int begin = at(parser);
            stopReason = parser.getString();
            spans.add(Mark.FINISH_REASON, begin, end(parser));
        } else {
            parser.skipChildren();
        }
    }

    private void usage(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        usageFrom = at(parser);
        usage.read(parser);
        usageTo = at(parser) + 1;
        spans.add(Mark.USAGE, usageFrom, usageTo);
    }

    private void error(JsonParser parser) {
        errorFrom = at(parser);
        errorTo = end(parser);
    }

    private void value(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            valueFrom = at(parser);
            valueTo = end(parser);
        }
    }

    private String marked(Mark mark, JsonParser parser) {
        int begin = at(parser);
        String text = text(parser);
        spans.add(mark, begin, end(parser));
        return text;
    }

    private void lacks(Mark mark, boolean there, JsonParser parser) {
        if (!there) {
            spans.add(mark, at(parser), at(parser));
        }
    }

    private static String text(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : skipped(parser);
    }

    private static String skipped(JsonParser parser) {
        parser.skipChildren();
        return "";
    }

    /** Moves over a value; always true, for what was there. */
    private static boolean passed(JsonParser parser) {
        parser.skipChildren();
        return true;
    }

    private int at(JsonParser parser) {
        return from + JsonFields.start(parser);
    }

    private int end(JsonParser parser) {
        return from + JsonFields.end(parser);
    }
}
