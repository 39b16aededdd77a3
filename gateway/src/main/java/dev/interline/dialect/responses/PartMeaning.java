package dev.interline.dialect.responses;

import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Wire;
import java.util.List;
import java.util.Optional;

/** Content parts of a request as neutral parts. */
final class PartMeaning {
    private PartMeaning() {}

    /** The parts of a content, which is a string or an array of parts. */
    static List<Part> content(Members holder, String name) {
        Optional<String> text = holder.string(name);
        return text.isPresent()
                ? List.of(new Part.Text(text.get(), Optional.empty()))
                : holder.objects(name).stream().map(PartMeaning::part).toList();
    }

    private static Part part(Members part) {
        String type = part.string("type").orElse("");
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text", "reasoning_text" ->
                new Part.Text(part.string("text").orElse(""), Optional.empty());
            case "refusal" -> new Part.Refused(part.string("refusal").orElse(""));
            case "input_image" -> new Part.Image(
                    part.string("image_url").map(PartMeaning::media).orElseGet(() -> file(part)),
                    part.string("detail"), Optional.empty());
            case "input_file" -> new Part.Document(
                    part.string("file_data").or(() -> part.string("file_url")).map(PartMeaning::document)
                            .orElseGet(() -> file(part)),
                    part.string("filename"), Optional.empty());
            case "input_audio" -> audio(part.object("input_audio").orElse(Members.NONE));
            case "input_video" -> new Part.Video(media(part.string("video_url").orElse("")), Optional.empty());
            default -> new Part.Foreign(Wire.RESPONSES, type, part.raw());
        };
    }

    private static Part audio(Members audio) {
        return new Part.Audio(audio.string("data").orElse(""), audio.string("format").orElse(""), Optional.empty());
    }

    private static Media file(Members part) {
        return new Media.FileId(part.string("file_id").orElse(""));
    }

    /** The data of a file is a data URL, or base64 alone, which is a PDF then (OpenAI: {@code file_data}). */
    private static Media document(String data) {
        return data.contains(":") ? media(data) : new Media.Inline("application/pdf", data);
    }

    /** A data URL holds the bytes themselves (RFC 2397); only base64 is known among model providers. */
    static Media media(String address) {
        int comma = address.indexOf(',');
        if (!address.startsWith("data:") || comma < 0) {
            return new Media.Url(address);
        }
        String kind = address.substring("data:".length(), comma);
        return kind.endsWith(";base64")
                ? new Media.Inline(kind.substring(0, kind.indexOf(';')), address.substring(comma + 1))
                : new Media.Url(address);
    }
}
