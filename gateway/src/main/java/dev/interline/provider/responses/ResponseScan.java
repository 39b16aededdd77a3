package dev.interline.provider.responses;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Usage;
import java.util.Optional;

/** What one pass over a response object found. Offsets are -1 when the thing is not there. */
final class ResponseScan {
    private static final Names RESPONSE = Names.of("id", "model", "status", "error", "incomplete_details", "output",
            "usage", "service_tier");
    private static final Names REASON = Names.of("reason");
    private static final Names STATUSES = Names.of("completed", "incomplete", "failed", "in_progress", "queued",
            "cancelled");
    private static final Names INSIDE = Names.of("type", "text", "refusal", "arguments", "input", "result");
    private static final Names ITEMS = Names.of("function_call", "custom_tool_call", "web_search_call");

    Optional<String> id = Optional.empty();
    Optional<String> model = Optional.empty();
    Optional<String> tier = Optional.empty();
    String status = "";
    /** Why it is incomplete. */
    String reason = "";
    int errorFrom;
    int errorTo;
    boolean hasOutput;
    boolean calls;
    /** Bytes of text, reasoning and arguments in its output. */
    long delivered;
    Optional<Usage> usage = Optional.empty();
    int usageFrom;
    int usageTo;

    private final JsonScanner in;
    private long searches;

    /** @param in stands before the object whenever it is to be read */
    ResponseScan(JsonScanner in) {
        this.in = in;
    }

    void reset() {
        id = Optional.empty();
        model = Optional.empty();
        tier = Optional.empty();
        status = "";
        reason = "";
        errorFrom = -1;
        errorTo = -1;
        hasOutput = false;
        calls = false;
        delivered = 0;
        usage = Optional.empty();
        usageFrom = -1;
        usageTo = -1;
        searches = 0;
    }

    /** Reads the object that is next of these bytes. */
    void read(byte[] bytes) throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(RESPONSE)) {
                case "id" -> id = text();
                case "model" -> model = text();
                case "service_tier" -> tier = text();
                case "status" -> status = in.peek() == '"' ? in.word(STATUSES) : none();
                case "error" -> error();
                case "incomplete_details" -> reason();
                case "output" -> output();
                case "usage" -> {
                    usageFrom = in.peek() == '{' ? in.position() : -1;
                    in.skip();
                    usageTo = in.position();
                }
                default -> in.skip();
            }
        }
        if (usageFrom >= 0) {
            usage = Optional.of(UsageCounts.read(JsonScanner.over(bytes, usageFrom, usageTo), searches));
        }
    }

    private Optional<String> text() throws MalformedJson {
        if (in.peek() != '"') {
            in.skip();
            return Optional.empty();
        }
        return Optional.of(in.string());
    }

    private String none() throws MalformedJson {
        in.skip();
        return "";
    }

    private void error() throws MalformedJson {
        boolean is = !in.atNull();
        int from = in.position();
        in.skip();
        if (is) {
            errorFrom = from;
            errorTo = in.position();
        }
    }

    private void reason() throws MalformedJson {
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        in.enterObject();
        while (in.nextMember()) {
            if (in.name(REASON).isEmpty()) {
                in.skip();
            } else {
                reason = text().orElse("");
            }
        }
    }

    private void output() throws MalformedJson {
        if (in.peek() != '[') {
            in.skip();
            return;
        }
        hasOutput = true;
        in.enterArray();
        while (in.nextElement()) {
            inside(true);
        }
    }

    /** Looks for texts in whatever is next, at any depth; an item of the output tells its type. */
    private void inside(boolean item) throws MalformedJson {
        switch (in.peek()) {
            case '{' -> {
                in.enterObject();
                while (in.nextMember()) {
                    String name = in.name(INSIDE);
                    if (in.peek() != '"') {
                        inside(false);
                    } else if (name.equals("type")) {
                        type(item);
                    } else if (name.isEmpty()) {
                        in.skip();
                    } else {
                        delivered += in.textLength();
                    }
                }
            }
            case '[' -> {
                in.enterArray();
                while (in.nextElement()) {
                    inside(false);
                }
            }
            default -> in.skip();
        }
    }

    private void type(boolean item) throws MalformedJson {
        if (!item) {
            in.skip();
            return;
        }
        String word = in.word(ITEMS);
        calls |= word.endsWith("tool_call") || word.equals("function_call");
        searches += word.equals("web_search_call") ? 1 : 0;
    }
}
