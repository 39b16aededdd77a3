package dev.interline.provider.simulator;

import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Says truthfully what is attached to a message, from its bytes; nothing is fetched. */
final class Attachments {
    private Attachments() {}

    static String describe(Part part) {
        return switch (part) {
            case Part.Image image -> "The image " + of(image.media());
            case Part.Audio audio -> "The recording is " + article(audio.format().toUpperCase(Locale.ROOT))
                    + " audio of " + bytes(Base64Bytes.size(audio.base64())) + ".";
            case Part.Video video -> "The video " + of(video.media());
            case Part.Document document -> "The file " + document.name().map(name -> "“" + name + "” ").orElse("")
                    + of(document.media());
            case Part.Text _, Part.ToolCall _, Part.ToolResult _, Part.Reasoned _, Part.Refused _, Part.Foreign _ -> "";
        };
    }

    private static String of(Media media) {
        return switch (media) {
            case Media.Inline(var type, var base64) -> inline(type, base64);
            case Media.Url(var url) when url.startsWith("data:") -> dataUrl(url);
            case Media.Url(var url) -> "is at " + cut(url) + ", which the simulator does not fetch.";
            case Media.FileId(var id) -> "is “" + id + "” in a file store, which the simulator does not read.";
        };
    }

    private static String dataUrl(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            return "is a data URL without data.";
        }
        String type = url.substring("data:".length(), comma).replaceAll(";.*", "");
        return inline(type.isEmpty() ? "text/plain" : type, url.substring(comma + 1));
    }

    private static String inline(String type, String base64) {
        String size = bytes(Base64Bytes.size(base64));
        byte[] start = Base64Bytes.start(base64);
        Optional<Picture> picture = Picture.in(start);
        if (picture.isPresent()) {
            return "is " + article(picture.get().format()) + " of " + picture.get().width() + " by "
                    + picture.get().height() + " pixels (" + size + ").";
        }
        if (start.length >= 5 && new String(start, 0, 5, StandardCharsets.ISO_8859_1).equals("%PDF-")) {
            return "is a PDF of " + size + ".";
        }
        return type.startsWith("image/")
                ? "is declared as " + type + " (" + size + "), but its bytes are no picture that the simulator knows."
                : "is " + type + " of " + size + ".";
    }

    private static String article(String noun) {
        return ("AEIFMX".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    private static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d bytes", count);
    }

    private static String cut(String url) {
        return url.length() <= 200 ? url : url.substring(0, 200) + "…";
    }
}
