package dev.interline.routing.auto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A prompt of which somebody has said what it asks for. */
public record LabelledPrompt(Task task, Asked asked) {
    /** Those of a file: see its first lines. */
    public static List<LabelledPrompt> read(String name) {
        try (var stream = LabelledPrompt.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LabelledPrompt::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LabelledPrompt of(String line) {
        String[] parts = line.split("\\|", 3);
        String with = parts[1];
        String text = parts[2].replace("\\n", "\n");
        return new LabelledPrompt(Task.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                new Asked(text, with.startsWith("system=") ? with.substring(7) : "", with.equals("image"),
                        with.equals("tools"), with.equals("json"),
                        with.startsWith("bytes=") ? Integer.parseInt(with.substring(6)) : text.length(),
                        Optional.empty()));
    }
}
