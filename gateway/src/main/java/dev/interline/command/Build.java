package dev.interline.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * What was built: the version and the commit that Maven wrote into {@code build.properties}.
 *
 * @param version the version of the project
 * @param commit abbreviated commit id, or {@code unknown} when it was built outside a repository
 */
record Build(String version, String commit) {
    static Build current() {
        try (InputStream in = Objects.requireNonNull(Build.class.getResourceAsStream("build.properties"))) {
            var properties = new Properties();
            properties.load(in);
            return new Build(filled(properties, "version"), filled(properties, "commit"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maven leaves {@code ${...}} where it knows nothing, as does a build without Maven. */
    private static String filled(Properties properties, String name) {
        var value = properties.getProperty(name, "");
        return value.isEmpty() || value.startsWith("${") ? "unknown" : value;
    }
}
