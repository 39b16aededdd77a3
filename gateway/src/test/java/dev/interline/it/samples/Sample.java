package dev.interline.it.samples;

import dev.interline.it.harness.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A fenced piece of code of a document. */
record Sample(String language, String code) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```");
    private static final Pattern ADDRESS = Pattern.compile("https://openrouter\\.ai(?=/api/v1)|https://your-api\\.com");
    private static final Pattern KEY = Pattern.compile("sk-or-v1-\\.\\.\\.|YOUR_JWT_TOKEN");

    /** The first piece in this language that has these words, of the document whose name begins so. */
    static Sample of(String document, String language, String... words) {
        var folder = Path.of(System.getProperty("interline.shared", "../shared"), "seeds");
        try (Stream<Path> files = Files.list(folder)) {
            var file = files.filter(path -> path.getFileName().toString().startsWith(document)).findFirst()
                    .orElseThrow();
            return FENCED.matcher(Files.readString(file)).results()
                    .map(found -> new Sample(found.group(1), found.group(2)))
                    .filter(sample -> sample.language.equals(language)
                            && List.of(words).stream().allMatch(sample.code::contains))
                    .findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code with the gateway's address and key. */
    String against(URI gateway) {
        return against(gateway, TestGateway.KEY);
    }

    /** The same with another key, or a token. */
    String against(URI gateway, String key) {
        return KEY.matcher(ADDRESS.matcher(code).replaceAll(gateway.toString())).replaceAll(key);
    }
}
