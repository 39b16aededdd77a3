package dev.interline.dialect.chat;

import dev.interline.bytes.JsonScanner;
import dev.interline.bytes.MalformedJson;
import dev.interline.bytes.Names;
import dev.interline.exchange.CacheControl;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Wire;
import java.util.Optional;

/** Decodes one part of a message's content. */
final class PartDecoder {
    private static final Names PART = Names.of("type", "text", "image_url", "input_audio", "video_url", "file",
            "refusal", "cache_control");
    private static final Names MEMBERS = Names.of("url", "detail", "data", "format", "filename", "file_data",
            "file_id");

    private final Values values;
    private final JsonScanner in;
    private String type = "";
    private String text = "";
    private String url = "";
    private String data = "";
    private String format = "";
    private String fileId = "";
    private Optional<String> detail = Optional.empty();
    private Optional<String> filename = Optional.empty();
    private Optional<CacheControl> cache = Optional.empty();

    PartDecoder(Values values) {
        this.values = values;
        this.in = values.in();
    }

    /** The part that is next; a bare string is a text. */
    Part read() throws MalformedJson {
        in.peek();
        int from = in.position();
        if (in.peek() != '{') {
            return new Part.Text(values.text().orElse(""), Optional.empty());
        }
        clear();
        in.enterObject();
        while (in.nextMember()) {
            member(in.name(PART));
        }
        return switch (type) {
            case "text" -> new Part.Text(text, cache);
            case "image_url" -> new Part.Image(media(url), detail, cache);
            case "input_audio" -> new Part.Audio(data, format, cache);
            case "video_url", "input_video" -> new Part.Video(media(url), cache);
            case "file" -> new Part.Document(fileId.isEmpty() ? media(url) : new Media.FileId(fileId), filename, cache);
            case "refusal" -> new Part.Refused(text);
            default -> new Part.Foreign(Wire.CHAT, type, values.raw(from));
        };
    }

    private void clear() {
        type = "";
        text = "";
        url = "";
        data = "";
        format = "";
        fileId = "";
        detail = Optional.empty();
        filename = Optional.empty();
        cache = Optional.empty();
    }

    private void member(String name) throws MalformedJson {
        switch (name) {
            case "type" -> type = values.text().orElse("");
            case "text", "refusal" -> text = values.text().orElse("");
            case "cache_control" -> cache = values.cache();
            case "image_url", "video_url", "input_audio", "file" -> {
                type = type.isEmpty() ? name : type;
                if (in.peek() == '{') {
                    object();
                } else {
                    url = values.text().orElse("");
                }
            }
            default -> in.skip();
        }
    }

    private void object() throws MalformedJson {
        in.enterObject();
        while (in.nextMember()) {
            switch (in.name(MEMBERS)) {
                case "url", "file_data" -> url = values.text().orElse("");
                case "detail" -> detail = values.text();
                case "data" -> data = values.text().orElse("");
                case "format" -> format = values.text().orElse("");
                case "filename" -> filename = values.text();
                case "file_id" -> fileId = values.text().orElse("");
                default -> in.skip();
            }
        }
    }

    /** A data URL holds the bytes themselves (RFC 2397); only base64 is known among model providers. */
    private static Media media(String address) {
        int comma = address.indexOf(',');
        if (!address.startsWith("data:") || comma < 0) {
            return new Media.Url(address);
        }
        String kind = address.substring("data:".length(), comma);
        int end = kind.indexOf(';');
        return kind.endsWith(";base64")
                ? new Media.Inline(kind.substring(0, end), address.substring(comma + 1))
                : new Media.Url(address);
    }
}
