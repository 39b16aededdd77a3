package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.GatheringSink;
import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.ReasoningDetails;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Copies a chat request's messages for a vendor that knows less than the wire allows: roles and names that it refuses,
 * marks for a cache that it does not have, and what an answer of another endpoint carried and only that one understands.
 */
final class MessagesSplice {
    private static final Names MESSAGE = Names.of("role", "content", "name", "reasoning", "reasoning_content",
            "reasoning_details", "images", "content_parts", "annotations", "cache_control", "model");
    private static final Names ROLES = Names.of("developer", "tool", "function");
    private static final Names PART = Names.of("cache_control", "prompt_cache_breakpoint");
    private static final byte[] SYSTEM = "\"system\"".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final Quirks quirks;
    private final Edits edits = new Edits();
    private final Removal removal = new Removal(edits::cut);
    private final Removal partRemoval = new Removal(edits::cut);
    private final JsonScanner in = new JsonScanner();

    private String role = "";
    private String speaker = "";
    private String readable = "";
    private String detailed = "";
    private int contentFrom;
    private boolean parts;

    private MessagesSplice(byte[] bytes, Quirks quirks) {
        this.bytes = bytes;
        this.quirks = quirks;
    }

    /** Appends the array of messages in {@code bytes[from, to)}. */
    static void write(byte[] bytes, int from, int to, Quirks quirks, GatheringSink out) throws MalformedJson {
        var splice = new MessagesSplice(bytes, quirks);
        splice.messages(from, to);
        splice.edits.append(bytes, from, to, out);
    }

    /** Whether a vendor takes messages as they are. */
    static boolean needless(Quirks quirks) {
        return quirks.acceptsRouterFields() && quirks.developerRole() && quirks.messageNames()
                && quirks.cacheControl();
    }

    private void messages(int from, int to) throws MalformedJson {
        in.reset(bytes, from, to).enterArray();
        while (in.nextElement()) {
            message();
        }
    }

    private void message() throws MalformedJson {
        role = "";
        speaker = "";
        readable = "";
        detailed = "";
        contentFrom = -1;
        in.enterObject();
        removal.begin(in.position());
        while (in.nextMember()) {
            member(in.nameStart());
            removal.passed(in.position());
        }
        int closing = in.position() - 1;
        removal.end(closing);
        speak();
        echo(closing);
    }

    private void member(int nameStart) throws MalformedJson {
        int from = in.position();
        boolean kept = switch (in.name(MESSAGE)) {
            case "role" -> role(from);
            case "content" -> content(from);
            case "name" -> name();
            case "reasoning", "reasoning_content" -> reasoning();
            case "reasoning_details" -> details();
            case "images", "content_parts", "model", "annotations" -> passed(quirks.acceptsRouterFields());
            case "cache_control" -> passed(quirks.cacheControl());
            default -> passed(true);
        };
        if (kept) {
            removal.keep(nameStart);
        } else {
            removal.take(in.position());
        }
    }

    private boolean passed(boolean keep) throws MalformedJson {
        in.skip();
        return keep;
    }

    private boolean role(int from) throws MalformedJson {
        role = in.word(ROLES);
        if (role.equals("developer") && !quirks.developerRole()) {
            edits.replace(from, in.position(), SYSTEM);
        }
        return true;
    }

    private boolean name() throws MalformedJson {
        if (quirks.messageNames() || in.peek() != '"') {
            return passed(quirks.messageNames());
        }
        speaker = in.string();
        return false;
    }

    private boolean content(int from) throws MalformedJson {
        parts = in.peek() == '[';
        contentFrom = in.atNull() || parts && bytes[from + 1] == ']' ? -1 : from;
        if (parts && !quirks.cacheControl()) {
            parts();
        } else {
            in.skip();
        }
        return true;
    }

    private void parts() throws MalformedJson {
        in.enterArray();
        while (in.nextElement()) {
            if (in.peek() == '{') {
                part();
            } else {
                in.skip();
            }
        }
    }

    private void part() throws MalformedJson {
        in.enterObject();
        partRemoval.begin(in.position());
        while (in.nextMember()) {
            int nameStart = in.nameStart();
            boolean known = in.name(PART).isEmpty();
            in.skip();
            if (known) {
                partRemoval.keep(nameStart);
            } else {
                partRemoval.take(in.position());
            }
            partRemoval.passed(in.position());
        }
        partRemoval.end(in.position() - 1);
    }

    /** Readable reasoning goes back under the vendor's own name, whatever it is called here. */
    private boolean reasoning() throws MalformedJson {
        if (quirks.acceptsRouterFields() || in.peek() != '"') {
            return passed(quirks.acceptsRouterFields());
        }
        String text = in.string();
        readable = readable.isEmpty() ? text : readable;
        return false;
    }

    /** Signatures and encrypted items mean nothing to another endpoint; readable text may still help it. */
    private boolean details() throws MalformedJson {
        if (quirks.acceptsRouterFields() || quirks.reasoningEcho().isEmpty() || in.peek() != '[') {
            return passed(quirks.acceptsRouterFields());
        }
        var text = new StringBuilder();
        in.enterArray();
        while (in.nextElement()) {
            Optional<Reasoning> item = ReasoningDetails.read(in);
            item.filter(read -> read.kind() != Reasoning.Kind.ENCRYPTED).ifPresent(read -> text.append(read.text()));
        }
        detailed = text.toString();
        return false;
    }

    /** Puts a name that the vendor has no place for in front of what was said; a result of a tool needs none. */
    private void speak() {
        if (speaker.isEmpty() || contentFrom < 0 || role.equals("tool") || role.equals("function")) {
            return;
        }
        var spoken = new ByteSink(64);
        if (parts) {
            spoken.text("[{\"type\":\"text\",\"text\":").string(speaker + ": ").text("},");
        } else {
            spoken.write('"').escaped(speaker + ": ");
        }
        edits.replace(contentFrom, contentFrom + 1, spoken.toBytes());
    }

    private void echo(int closing) {
        String text = readable.isEmpty() ? detailed : readable;
        if (!text.isEmpty() && !quirks.reasoningEcho().isEmpty()) {
            edits.replace(closing, closing,
                    new ByteSink(text.length() + 32).name(false, quirks.reasoningEcho()).string(text).toBytes());
        }
    }
}
