package dev.interline.provider.openai;

import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.ErrorType;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Rejected;

/** Copies a chat request's tools for a vendor that knows neither OpenRouter's own tools nor marks for a cache. */
final class ToolsSplice {
    private static final Names TOOL = Names.of("type", "cache_control");
    private static final String OPENROUTERS = "openrouter:";

    private ToolsSplice() {}

    /**
     * Appends the array of tools in {@code bytes[from, to)}.
     *
     * @throws Rejected when one is a server tool of OpenRouter's, which no other upstream runs
     */
    static void write(byte[] bytes, int from, int to, Quirks quirks, GatheringSink out) throws MalformedJson {
        var edits = new Edits();
        var removal = new Removal(edits::cut);
        var in = JsonScanner.over(bytes, from, to);
        in.enterArray();
        while (in.nextElement()) {
            in.enterObject();
            removal.begin(in.position());
            while (in.nextMember()) {
                member(in, removal, quirks);
                removal.passed(in.position());
            }
            removal.end(in.position() - 1);
        }
        edits.append(bytes, from, to, out);
    }

    private static void member(JsonScanner in, Removal removal, Quirks quirks) throws MalformedJson {
        int nameStart = in.nameStart();
        switch (in.name(TOOL)) {
            case "type" -> {
                removal.keep(nameStart);
                refuseOpenRouters(in.string());
            }
            case "cache_control" -> {
                in.skip();
                if (quirks.cacheControl()) {
                    removal.keep(nameStart);
                } else {
                    removal.take(in.position());
                }
            }
            default -> {
                removal.keep(nameStart);
                in.skip();
            }
        }
    }

    private static void refuseOpenRouters(String type) {
        if (type.startsWith(OPENROUTERS)) {
            throw new Rejected(inexpressible("the tool '" + type + "'"));
        }
    }

    /** What is wrong when an upstream's wire has no words for something. */
    static Problem inexpressible(String what) {
        return Problem.of(ErrorType.INVALID_REQUEST, "This provider cannot be sent " + what);
    }
}
