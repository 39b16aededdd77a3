package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Quirks;
import dev.interline.exchange.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Writes a message's content: a string where texts are all there is, else an array of parts. */
final class PartEncoder {
    private final ByteSink out;
    private final Quirks quirks;

    PartEncoder(ByteSink out, Quirks quirks) {
        this.out = out;
        this.quirks = quirks;
    }

    /** Appends the value of {@code content}. */
    void write(List<Part> parts) {
        if (parts.isEmpty()) {
            out.text("\"\"");
        } else if (parts.size() == 1 && parts.getFirst() instanceof Part.Text(String text, var cache)
                && (cache.isEmpty() || !quirks.cacheControl())) {
            out.string(text);
        } else {
            out.write('[');
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    out.write(',');
                }
                part(parts.get(i));
            }
            out.write(']');
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text(String text, var cache) -> {
                out.text("{\"type\":\"text\",\"text\":").string(text);
                close(cache);
            }
            case Part.Image(Media media, var detail, var cache) -> {
                out.text("{\"type\":\"image_url\",\"image_url\":{\"url\":")
                        .string(address(media, "an image by file id"));
                detail.ifPresent(word -> out.text(",\"detail\":").string(word));
                out.write('}');
                close(cache);
            }
            case Part.Audio(String base64, String format, var cache) -> {
                out.text("{\"type\":\"input_audio\",\"input_audio\":{\"data\":").string(base64).text(",\"format\":")
                        .string(format).write('}');
                close(cache);
            }
            case Part.Video(Media media, var cache) -> {
                out.text("{\"type\":\"video_url\",\"video_url\":{\"url\":").string(address(media, "a video by file id"))
                        .write('}');
                close(cache);
            }
            case Part.Document(Media.Inline(String type, String base64), var name, var cache) when type
                    .startsWith("text/") ->
                text(type, base64, name, cache);
            case Part.Document(Media media, var name, var cache) -> document(media, name, cache);
            case Part.Foreign foreign -> throw TurnEncoder.foreign(foreign);
            case Part.Refused(String text) -> out.text("{\"type\":\"refusal\",\"refusal\":").string(text).write('}');
            case Part.ToolCall _, Part.ToolResult _, Part.Reasoned _ ->
                throw new Rejected(ToolsSplice.inexpressible("a tool's call, its result or reasoning at this place"));
        }
    }

    /** This wire's files are PDFs; a plain text is said instead of attached. */
    private void text(String type, String base64, Optional<String> name, Optional<CacheControl> cache) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Rejected(ToolsSplice.inexpressible("a document of type " + type + " that is not base64"));
        }
        part(new Part.Text(name.map(title -> title + ":\n" + text).orElse(text), cache));
    }

    private void document(Media media, Optional<String> name, Optional<CacheControl> cache) {
        out.text("{\"type\":\"file\",\"file\":{");
        name.ifPresentOrElse(text -> out.text("\"filename\":").string(text),
                () -> out.text("\"filename\":\"document\""));
        switch (media) {
            case Media.FileId(String id) -> out.text(",\"file_id\":").string(id);
            case Media.Url _, Media.Inline _ -> out.text(",\"file_data\":").string(address(media, "a file"));
        }
        out.write('}');
        close(cache);
    }

    private static String address(Media media, String what) {
        return switch (media) {
            case Media.Url(String url) -> url;
            case Media.Inline(String type, String base64) -> "data:" + type + ";base64," + base64;
            case Media.FileId _ -> throw new Rejected(ToolsSplice.inexpressible(what));
        };
    }

    private void close(Optional<CacheControl> cache) {
        if (quirks.cacheControl()) {
            cache.ifPresent(mark -> CacheMark.write(mark, out));
        }
        out.write('}');
    }
}
