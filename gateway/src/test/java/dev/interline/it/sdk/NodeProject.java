package dev.interline.it.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The folder of the tests that are written for Node, with its packages installed as the lock file says. */
public final class NodeProject {
    private static final Path SOURCE = Path.of(System.getProperty("interline.home", "."), "gateway/src/test/sdk");
    private static final Path TARGET = Path.of(System.getProperty("interline.home", "."), "gateway/target");

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** Installs the packages, unless that was done with the same lock file before. */
    public static synchronized NodeProject installed() throws IOException, InterruptedException {
        var folder = TARGET.resolve("sdk-" + hash(SOURCE.resolve("package-lock.json"))).toAbsolutePath().normalize();
        var done = folder.resolve("installed");
        Files.createDirectories(folder);
        try (var sources = Files.list(SOURCE)) {
            for (var source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var project = new NodeProject(folder);
        if (!Files.exists(done)) {
            project.succeed(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.createFile(done);
        }
        return project;
    }

    public Path folder() {
        return folder;
    }

    /** Runs a command there to its end; its output is the failure when it does not succeed. */
    public String succeed(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        return succeed(environment, List.of(command));
    }

    /** The same. */
    public String succeed(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "run", ".log");
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var ended = process.waitFor(150, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            var said = Files.readString(output);
            assertThat(ended && process.exitValue() == 0).as("%s:%n%s", String.join(" ", command), said).isTrue();
            return said;
        } finally {
            Files.delete(output);
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
