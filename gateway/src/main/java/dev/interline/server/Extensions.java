package dev.interline.server;

import dev.interline.provider.local.Embedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was put beside the program to make it do more: jars in a folder, or in folders of that. They are looked for only if
 * the folder is there, since a start should not wait for what most do not have.
 */
final class Extensions {
    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);

    private Extensions() {}

    /** The folder that is meant where the configuration names none: {@code extensions} beside {@code ./interline}. */
    static Optional<Path> usual() {
        return Optional.ofNullable(System.getProperty("interline.home")).map(home -> Path.of(home, "extensions"));
    }

    /**
     * The first model for embeddings that is found.
     *
     * @throws UncheckedIOException when the folder cannot be read
     * @throws java.util.ServiceConfigurationError when what is in it does not fit this program
     */
    static Optional<Embedder> embedder(Optional<Path> folder) {
        List<URL> jars = folder.filter(Files::isDirectory).map(Extensions::jars).orElse(List.of());
        if (jars.isEmpty()) {
            return Optional.empty();
        }
        // Open as long as the process: the model is loaded from it when it is first asked.
        var loader = new URLClassLoader("extensions", jars.toArray(URL[]::new), Extensions.class.getClassLoader());
        Optional<Embedder> found = ServiceLoader.load(Embedder.class, loader).findFirst();
        found.ifPresent(embedder -> LOG.info("Embeddings are made here, by {}", embedder.model()));
        return found;
    }

    private static List<URL> jars(Path folder) {
        var jars = new ArrayList<URL>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (Files.isDirectory(entry)) {
                    try (DirectoryStream<Path> inside = Files.newDirectoryStream(entry, "*.jar")) {
                        inside.forEach(jar -> jars.add(url(jar)));
                    }
                } else if (entry.toString().endsWith(".jar")) {
                    jars.add(url(entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the extensions, " + folder + ", cannot be read: "
                    + e.getMessage(), e);
        }
        return jars;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
