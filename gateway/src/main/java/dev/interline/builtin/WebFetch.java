package dev.interline.builtin;

import dev.interline.bytes.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a page of the public web. Nothing else is ever connected to: every address is looked at after its name was
 * resolved, and again behind every redirect, and the connection goes to the very address that was looked at.
 */
final class WebFetch implements Builtin {
    private static final int LONGEST = 2_000;
    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_REDIRECTS = 5;
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w:.-]+)", Pattern.CASE_INSENSITIVE);

    private final Fetcher fetcher;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws IOException;
    }

    WebFetch(Fetcher fetcher, Resolver resolver) {
        this.fetcher = fetcher;
        this.resolver = resolver;
    }

    @Override
    public String name() {
        return "web_fetch";
    }

    @Override
    public String description() {
        return "Reads a page of the public web and tells its text.";
    }

    @Override
    public ObjectNode parameters() {
        return Arguments.with(Arguments.schema("url"), "url", "string",
                "The address, beginning with https:// or http://");
    }

    @Override
    public JsonNode run(JsonNode arguments) {
        URI uri = uri(Arguments.text(arguments, "url", LONGEST));
        try {
            for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
                Fetcher.Page page = fetcher.get(uri, address(uri), MOST_BYTES);
                Optional<String> next = page.status() / 100 == 3 ? page.location() : Optional.empty();
                if (next.isEmpty()) {
                    return told(uri, page);
                }
                uri = uri(uri.resolve(next.get()).toString());
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("url: " + uri.getHost() + " could not be read: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("url: more than " + MOST_REDIRECTS + " redirects");
    }

    private static URI uri(String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("url: not an address", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("url: expected https://... or http://...");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("url: user names and passwords are not sent");
        }
        return uri;
    }

    private InetAddress address(URI uri) throws IOException {
        String host = uri.getHost();
        InetAddress[] found = resolver.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        // One that is not public is reason enough: names that have both are made to deceive.
        if (found.length == 0 || !Arrays.stream(found).allMatch(PublicAddress::is)) {
            throw new IllegalArgumentException("url: " + host + " is not on the public internet");
        }
        return found[0];
    }

    private static JsonNode told(URI uri, Fetcher.Page page) {
        String type = page.contentType().orElse("application/octet-stream").toLowerCase(Locale.ROOT);
        var answer = Json.mapper().createObjectNode().put("url", uri.toString()).put("status", page.status())
                .put("content_type", type);
        boolean html = type.contains("html");
        if (!html && !type.startsWith("text/") && !type.contains("json") && !type.contains("xml")) {
            return answer.put("text", "").put("note", "This is no text");
        }
        String text = new String(page.body(), charset(type));
        String plain = html ? plain(text) : text;
        boolean cut = plain.length() > MOST_CHARACTERS;
        return answer.put("text", cut ? plain.substring(0, MOST_CHARACTERS) : plain)
                .put("truncated", cut || page.truncated());
    }

    private static Charset charset(String type) {
        Matcher said = CHARSET.matcher(type);
        try {
            return said.find() ? Charset.forName(said.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** The text between the tags: enough for a model. */
    private static String plain(String html) {
        return html.replaceAll("(?is)<(script|style|noscript|svg|head)\\b.*?</\\1>", " ")
                .replaceAll("(?is)<!--.*?-->", " ")
                .replaceAll("(?i)<(br|/p|/div|/h[1-6]|/li|/tr)[^>]*>", "\n")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&")
                .replaceAll("[ \\t\\x0B\\f\\r]+", " ").replaceAll(" ?\\n ?", "\n").replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
