package dev.interline.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs in other languages. */
final class Commands {
    /** Python: {@code TEST_PYTHON}, where another than the system's has the packages. */
    static final String PYTHON = System.getenv().getOrDefault("TEST_PYTHON", "python3");

    private Commands() {}

    /** What a command that succeeds writes to its standard output. */
    static String output(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended && process.exitValue() == 0).as("%s:%n%s%s", command, Files.readString(out),
                Files.readString(err)).isTrue();
        return Files.readString(out);
    }
}
