package dev.interline.provider.anthropic;

import dev.interline.bytes.ByteSink;
import dev.interline.bytes.JsonFields;
import dev.interline.bytes.MalformedJson;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Rejected;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Parts of a conversation as content blocks, one behind the other. */
final class WrittenBlocks {
    private static final String PDF = "application/pdf";

    private final ByteSink out;
    private final int begin;
    /** Reasoning that waits for its signature, which a stream brings as a piece of its own. */
    private final StringBuilder unsigned = new StringBuilder();

    WrittenBlocks(ByteSink out) {
        this.out = out;
        this.begin = out.size();
    }

    ByteSink out() {
        return out;
    }

    boolean isEmpty() {
        return out.size() == begin;
    }

    /** Whether a part is reasoning that goes back to Claude. */
    static boolean isOwnReasoning(Part part) {
        return part instanceof Part.Reasoned(Reasoning reasoning) && own(reasoning)
                && (reasoning.kind() == Reasoning.Kind.ENCRYPTED || reasoning.signature().isPresent());
    }

    /** @throws Rejected when the part cannot be said in this wire */
    void write(Part part) {
        switch (part) {
            case Part.Text(String text, var cache) -> text(text, cache);
            case Part.Refused(String text) -> text(text, Optional.empty());
            case Part.Image(Media media, _, var cache) -> image(media, cache);
            case Part.Document(Media media, var name, var cache) -> document(media, name, cache);
            case Part.ToolCall call -> call(call);
            case Part.ToolResult result -> result(result);
            case Part.Reasoned(Reasoning reasoning) -> reasoning(reasoning);
            case Part.Foreign(Wire wire, String type, String json) -> {
                if (wire != Wire.MESSAGES) {
                    throw unsayable("a part of type \"" + type + '"');
                }
                next().text(json);
            }
            case Part.Audio _ -> throw unsayable("audio");
            case Part.Video _ -> throw unsayable("video");
        }
    }

    /** Anthropic refuses text without a visible character. */
    private void text(String text, Optional<CacheControl> cache) {
        if (!text.isBlank()) {
            next().text("{\"type\":\"text\",\"text\":").string(text);
            close(cache);
        }
    }

    private void image(Media media, Optional<CacheControl> cache) {
        next().text("{\"type\":\"image\",\"source\":");
        source(DataUrls.resolve(media));
        close(cache);
    }

    private void document(Media media, Optional<String> name, Optional<CacheControl> cache) {
        Media resolved = DataUrls.resolve(media);
        next().text("{\"type\":\"document\",\"source\":");
        if (resolved instanceof Media.Inline(String mimeType, String base64) && !mimeType.equals(PDF)) {
            plainText(mimeType, base64);
        } else {
            source(resolved);
        }
        name.filter(title -> !title.isBlank()).ifPresent(title -> out.name(false, "title").string(title));
        close(cache);
    }

    private void plainText(String mimeType, String base64) {
        String kind = mimeType.toLowerCase(Locale.ROOT);
        if (!kind.startsWith("text/") && !kind.startsWith("application/json") && !kind.endsWith("xml")) {
            throw unsayable("a document of type " + mimeType + " (PDF and plain text can)");
        }
        try {
            String text = new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
            out.text("{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":").string(text).write('}');
        } catch (IllegalArgumentException _) {
            throw new Rejected(Problem.invalid("messages: the data of a file is not valid base64"));
        }
    }

    private void source(Media media) {
        switch (media) {
            case Media.Url(String url) -> out.text("{\"type\":\"url\",\"url\":").string(url).write('}');
            case Media.Inline(String mimeType, String base64) ->
                out.text("{\"type\":\"base64\",\"media_type\":").string(
                        mimeType).name(false, "data").string(base64).write('}');
            case Media.FileId(String id) -> out.text("{\"type\":\"file\",\"file_id\":").string(id).write('}');
        }
    }

    private void call(Part.ToolCall call) {
        next().text("{\"type\":\"tool_use\",\"id\":").string(id(call.id())).name(false, "name").string(call.name());
        out.name(false, "input").text(input(call.arguments()));
        close(call.cache());
    }

    private void result(Part.ToolResult result) {
        next().text("{\"type\":\"tool_result\",\"tool_use_id\":").string(id(result.callId()));
        var inner = new WrittenBlocks(new ByteSink(256));
        result.content().forEach(inner::write);
        if (!inner.isEmpty()) {
            out.name(false, "content").write('[').write(inner.out()).write(']');
        }
        if (result.failed()) {
            out.name(false, "is_error").text("true");
        }
        close(result.cache());
    }

    /** Only what Claude itself signed or encrypted goes back to it. */
    private void reasoning(Reasoning reasoning) {
        if (!own(reasoning)) {
            return;
        }
        switch (reasoning.kind()) {
            case TEXT -> {
                unsigned.append(reasoning.text());
                reasoning.signature().ifPresent(signature -> {
                    next().text("{\"type\":\"thinking\",\"thinking\":").string(unsigned.toString());
                    out.name(false, "signature").string(signature).write('}');
                    unsigned.setLength(0);
                });
            }
            case ENCRYPTED -> next().text("{\"type\":\"redacted_thinking\",\"data\":").string(reasoning.text()).write(
                    '}');
            case SUMMARY -> unsigned.setLength(0);
        }
    }

    /** Anthropic's is the format of reasoning that names none (OpenRouter: reasoning_details). */
    private static boolean own(Reasoning reasoning) {
        return reasoning.format().orElse(Reasoning.ANTHROPIC).equals(Reasoning.ANTHROPIC);
    }

    /** Anthropic takes letters, digits, underscores and hyphens in ids. */
    private static String id(String id) {
        var clean = new StringBuilder(id.length());
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean fine = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            clean.append(fine ? c : '_');
        }
        return clean.toString();
    }

    /** A call's arguments as the object that Anthropic demands; what is none is put into one. */
    private static String input(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        byte[] bytes = arguments.getBytes(StandardCharsets.UTF_8);
        try {
            JsonFields.scan(bytes, 0, bytes.length);
            return arguments;
        } catch (MalformedJson _) {
            return new ByteSink(bytes.length + 32).text("{\"arguments\":").string(arguments).write('}').toString();
        }
    }

    private ByteSink next() {
        return isEmpty() ? out : out.write(',');
    }

    private void close(Optional<CacheControl> cache) {
        CacheMarks.member(cache, out);
        out.write('}');
    }

    private static Rejected unsayable(String what) {
        return new Rejected(Problem.invalid("messages: " + what
                + " cannot be sent to a provider that speaks Anthropic Messages"));
    }
}
