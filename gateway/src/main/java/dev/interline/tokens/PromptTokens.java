package dev.interline.tokens;

import dev.interline.exchange.Conversation;
import dev.interline.exchange.Format;
import dev.interline.exchange.Media;
import dev.interline.exchange.Part;
import dev.interline.exchange.Tool;
import dev.interline.exchange.Turn;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The prompt of a request in tokens: its texts, and rules of thumb for all else.
 *
 * <p>A message costs three tokens of framing, a name one, the beginning of the answer three (OpenAI's published
 * counting recipe); a tool about eight beside its texts. Pictures count as 1024 by 1024 pixels in OpenAI's tiles.
 */
final class PromptTokens {
    private static final int PER_MESSAGE = 3;
    private static final int PER_NAME = 1;
    private static final int PER_ANSWER = 3;
    private static final int PER_TOOL = 8;
    private static final int PICTURE = 765;
    private static final int PICTURE_LOW = 85;
    private static final int REMOTE_FILE = 1500;
    /** Compressed audio of 128 kbit/s at ten tokens a second. */
    private static final int AUDIO_BYTES_PER_TOKEN = 1600;
    private static final int VIDEO_BYTES_PER_TOKEN = 1000;
    /** A PDF page has about 50 KB and 1,500 tokens. */
    private static final int FILE_BYTES_PER_TOKEN = 33;

    private final TokenCounter counter;

    PromptTokens(TokenCounter counter) {
        this.counter = counter;
    }

    long of(Conversation conversation) {
        long sum = PER_ANSWER;
        for (Turn turn : conversation.turns()) {
            sum += PER_MESSAGE + parts(turn.parts());
            if (turn.name().isPresent()) {
                sum += PER_NAME + counter.count(turn.name().get());
            }
        }
        for (Tool tool : conversation.tools()) {
            sum += PER_TOOL + tool(tool);
        }
        return sum + switch (conversation.format()) {
            case Format.Text() -> 0;
            case Format.JsonObject() -> 0;
            case Format.JsonSchema schema -> counter.count(schema.schema());
        };
    }

    private long parts(List<Part> parts) {
        long sum = 0;
        for (Part part : parts) {
            sum += part(part);
        }
        return sum;
    }

    private long part(Part part) {
        return switch (part) {
            case Part.Text text -> counter.count(text.text());
            case Part.Image image -> image.detail().filter("low"::equals).isPresent() ? PICTURE_LOW : PICTURE;
            case Part.Audio audio -> 1 + bytes(audio.base64()) / AUDIO_BYTES_PER_TOKEN;
            case Part.Video video -> media(video.media(), VIDEO_BYTES_PER_TOKEN);
            case Part.Document document -> media(document.media(), FILE_BYTES_PER_TOKEN);
            case Part.ToolCall call -> PER_TOOL + counter.count(call.name()) + counter.count(call.arguments());
            case Part.ToolResult result -> parts(result.content());
            case Part.Reasoned reasoned -> counter.count(reasoned.reasoning().text());
            case Part.Refused refused -> counter.count(refused.text());
            case Part.Foreign foreign -> counter.count(foreign.json());
        };
    }

    private long media(Media media, int bytesPerToken) {
        return switch (media) {
            case Media.Inline(var type, var base64) when type.startsWith("text/") -> decoded(base64, bytesPerToken);
            case Media.Inline(_, var base64) -> 1 + bytes(base64) / bytesPerToken;
            case Media.Url(var url) when url.startsWith("data:") -> 1 + bytes(url) / bytesPerToken;
            case Media.Url _ -> REMOTE_FILE;
            case Media.FileId _ -> REMOTE_FILE;
        };
    }

    private long decoded(String base64, int bytesPerToken) {
        try {
            return counter.count(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return 1 + bytes(base64) / bytesPerToken;
        }
    }

    private long tool(Tool tool) {
        return switch (tool) {
            case Tool.Function function -> counter.count(function.name())
                    + function.description().map(counter::count).orElse(0L)
                    + function.schema().map(counter::count).orElse(0L);
            case Tool.Foreign foreign -> counter.count(foreign.json());
        };
    }

    private static long bytes(String base64) {
        return base64.length() * 3L / 4;
    }
}
