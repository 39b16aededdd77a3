package dev.interline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Starts commands as a user does, through {@code ./interline}. */
class LauncherIT {
    @TempDir
    private Path folder;

    @Test
    void printsOnlyTheAnswerOnStandardOutput() throws Exception {
        var run = interline(Map.of(), "version", "--json");

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.out.lines()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(run.out).path("version").asString()).isNotEmpty();
    }

    @Test
    void runsFromItsAotCacheOnceTrained() throws Exception {
        interline(Map.of(), "version");

        var run = interline(Map.of(), "version", "--json");

        assertThat(JsonMapper.shared().readTree(run.out).path("aot_cache").asString()).as(run.err).isEqualTo("used");
        assertThat(run.err).isEmpty();
    }

    @Test
    void passesTheExitCodeOn() throws Exception {
        var run = interline(Map.of(), "vershun");

        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).isEmpty();
        assertThat(run.err.lines()).hasSize(1);
    }

    @Test
    void passesOverAJdkThatIsTooOld() throws Exception {
        var old = Files.createDirectories(folder.resolve("jdk-17"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        for (var tool : List.of("java", "javac")) {
            var file = Files.writeString(Files.createDirectories(old.resolve("bin")).resolve(tool),
                    "#!/bin/sh\nexit 9\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }

        var run = interline(Map.of("JAVA_HOME", old.toString(), "PATH",
                old.resolve("bin") + ":" + Path.of(System.getProperty("java.home"), "bin") + ":"
                        + System.getenv("PATH")),
                "version");

        assertThat(run.exitCode).as(run.err).isZero();
    }

    private record Run(int exitCode, String out, String err) {}

    private Run interline(Map<String, String> environment, String... arguments) throws IOException,
            InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("interline.home"), "interline").toString()));
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            return new Run(process.waitFor(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroy();
        }
    }
}
