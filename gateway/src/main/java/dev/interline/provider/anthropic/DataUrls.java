package dev.interline.provider.anthropic;

import dev.interline.exchange.Media;
import dev.interline.exchange.Problem;
import dev.interline.exchange.Rejected;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Data URLs (RFC 2397) as media in the request. */
final class DataUrls {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    private DataUrls() {}

    /** The media itself, or what its data URL holds. */
    static Media resolve(Media media) {
        return switch (media) {
            case Media.Url(String url) -> url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) ? inline(url) : media;
            case Media.Inline _, Media.FileId _ -> media;
        };
    }

    private static Media inline(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new Rejected(Problem.invalid("messages: a data URL has no comma before its data"));
        }
        String head = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
        String data = url.substring(comma + 1);
        boolean base64 = head.endsWith(BASE64);
        String type = base64 ? head.substring(0, head.length() - BASE64.length()) : head;
        int parameters = type.indexOf(';');
        type = parameters < 0 ? type : type.substring(0, parameters);
        return new Media.Inline(type.isEmpty() ? "text/plain" : type, base64 ? data : encoded(data));
    }

    private static String encoded(String data) {
        try {
            byte[] text = URLDecoder.decode(data.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(text);
        } catch (IllegalArgumentException _) {
            throw new Rejected(Problem.invalid("messages: a data URL is not well-formed"));
        }
    }
}
