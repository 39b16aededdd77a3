package dev.interline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SchemaTest {
    @Test
    void knowsItsNewestMigration() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(Schema.class.getResource("migrations")).toURI());
        try (var files = Files.list(folder)) {
            var newest = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".sql"))
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__")))).max();
            assertThat(newest).hasValue(Schema.VERSION);
        }
    }
}
