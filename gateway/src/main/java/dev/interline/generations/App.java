package dev.interline.generations;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The application that a request came from, as its headers tell (OpenRouter: app attribution). The address is what an
 * app is known by; a title without one makes none, and neither does a local address without a title.
 *
 * @param url scheme, host and path, without what may tell one user from another
 * @param name its title, or else its host; at most 100 characters
 * @param categories known ones, two at most
 */
public record App(String url, String name, List<String> categories) {
    /** What an app may be, by OpenRouter's list. */
    public static final Set<String> CATEGORIES = Set.of("cli-agent", "ide-extension", "cloud-agent", "programming-app",
            "native-app-builder", "creative-writing", "video-gen", "image-gen", "audio-gen", "writing-assistant",
            "general-chat", "personal-agent", "legal", "roleplay", "game");

    private static final int LONGEST_URL = 300;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_CATEGORIES = 2;
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "0.0.0.0");

    public App {
        categories = List.copyOf(categories);
    }

    /** What a client told about itself, if that makes an app. */
    public static Optional<App> of(Generation.Client client) {
        return client.referer().flatMap(App::address).flatMap(url -> {
            var host = url.getHost().toLowerCase(Locale.ROOT);
            var title = client.title().map(String::strip).filter(text -> !text.isEmpty());
            if (title.isEmpty() && LOCAL.contains(host)) {
                return Optional.empty();
            }
            var name = title.orElse(host);
            return Optional.of(new App(text(url, host), name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                    client.categories().stream().flatMap(App::known).toList()));
        });
    }

    private static Optional<URI> address(String referer) {
        try {
            var url = URI.create(referer.strip());
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            return web && url.getHost() != null && referer.length() <= LONGEST_URL ? Optional.of(url)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(URI url, String host) {
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme().toLowerCase(Locale.ROOT) + "://" + host + port
                + (url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", ""));
    }

    /** Unknown ones are left out, as OpenRouter does. */
    private static Stream<String> known(String header) {
        return Stream.of(header.split(",")).map(String::strip).filter(CATEGORIES::contains).distinct()
                .limit(MOST_CATEGORIES);
    }

    /** The same for the same address everywhere and at all times; below 2^48, so that every client can hold it. */
    public long id() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong() >>> 16;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
