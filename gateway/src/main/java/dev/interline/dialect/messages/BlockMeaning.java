package dev.interline.dialect.messages;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Reasoning;
import dev.interline.exchange.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Content blocks of a request as neutral parts. */
final class BlockMeaning {
    private BlockMeaning() {}

    /** The parts of a content, which is a string or an array of blocks. */
    static List<Part> content(JsonFields holder, String name) {
        int i = holder.find(name);
        if (i < 0) {
            return List.of();
        }
        Optional<String> text = holder.string(name);
        if (text.isPresent()) {
            return List.of(new Part.Text(text.get(), Optional.empty()));
        }
        var parts = new ArrayList<Part>();
        if (holder.bytes()[holder.valueStart(i)] == '[') {
            int reasonings = 0;
            for (JsonFields block : Blocks.of(holder.bytes(), holder.valueStart(i), holder.valueEnd(i))) {
                part(block, reasonings, parts);
                reasonings += parts.isEmpty() || !(parts.getLast() instanceof Part.Reasoned) ? 0 : 1;
            }
        }
        return parts;
    }

    private static void part(JsonFields block, int reasonings, List<Part> parts) {
        String type = block.string("type").orElse("");
        Optional<CacheControl> cache = RequestMeaning.cache(new Values(block, ""));
        switch (type) {
            case "text" -> parts.add(new Part.Text(block.string("text").orElse(""), cache));
            case "image" -> media(block).ifPresentOrElse(
                    media -> parts.add(new Part.Image(media, Optional.empty(), cache)),
                    () -> parts.add(foreign(block, type)));
            case "document" -> document(block, type, cache, parts);
            case "tool_use" -> parts.add(new Part.ToolCall(block.string("id").orElse(""),
                    block.string("name").orElse(""), raw(block, "input").orElse("{}"), cache));
            case "tool_result" -> parts.add(new Part.ToolResult(block.string("tool_use_id").orElse(""),
                    content(block, "content"), new Values(block, "").bool("is_error").orElse(false), cache));
            case "thinking" -> parts.add(new Part.Reasoned(CarriedReasoning.read(Reasoning.Kind.TEXT,
                    block.string("thinking").orElse(""), block.string("signature").orElse(""), reasonings)));
            case "redacted_thinking" -> parts.add(new Part.Reasoned(CarriedReasoning.read(Reasoning.Kind.ENCRYPTED, "",
                    block.string("data").orElse(""), reasonings)));
            default -> parts.add(foreign(block, type));
        }
    }

    /** A document given as blocks becomes a document of their text, and their images beside it. */
    private static void document(JsonFields block, String type, Optional<CacheControl> cache, List<Part> parts) {
        Optional<String> title = block.string("title");
        Optional<JsonFields> source = new Values(block, "").object("source");
        if (source.isPresent() && source.get().string("type").orElse("").equals("content")) {
            var text = new StringBuilder();
            var images = new ArrayList<Part>();
            for (Part part : content(source.get(), "content")) {
                if (part instanceof Part.Text(String words, _)) {
                    text.append(text.isEmpty() ? "" : "\n").append(words);
                } else {
                    images.add(part);
                }
            }
            parts.add(new Part.Document(plainText(text.toString()), title, cache));
            parts.addAll(images);
        } else {
            media(block).ifPresentOrElse(media -> parts.add(new Part.Document(media, title, cache)),
                    () -> parts.add(foreign(block, type)));
        }
    }

    private static Optional<Media> media(JsonFields block) {
        Optional<JsonFields> source = new Values(block, "").object("source");
        if (source.isEmpty()) {
            return Optional.empty();
        }
        JsonFields from = source.get();
        return switch (from.string("type").orElse("")) {
            case "base64" -> Optional.of(new Media.Inline(from.string("media_type").orElse("application/octet-stream"),
                    from.string("data").orElse("")));
            case "url" -> from.string("url").map(Media.Url::new);
            case "file" -> from.string("file_id").map(Media.FileId::new);
            case "text" -> from.string("data").map(BlockMeaning::plainText);
            default -> Optional.empty();
        };
    }

    private static Media plainText(String text) {
        return new Media.Inline("text/plain",
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Part foreign(JsonFields block, String type) {
        return new Part.Foreign(Wire.MESSAGES, type, raw(block));
    }

    /** A member's value as it was written; empty when it is missing or null. */
    static Optional<String> raw(JsonFields holder, String name) {
        if (!holder.hasValue(name)) {
            return Optional.empty();
        }
        int i = holder.find(name);
        return Optional.of(text(holder.bytes(), holder.valueStart(i), holder.valueEnd(i)));
    }

    /** An object as it was written. */
    static String raw(JsonFields object) {
        return text(object.bytes(), object.from(), object.to());
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
