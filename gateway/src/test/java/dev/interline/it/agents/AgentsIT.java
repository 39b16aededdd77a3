package dev.interline.it.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coding agents that use tools, from end to end in a network without a way out: each is told to run a command, calls its
 * shell because the model says so, and tells what the model makes of the result. How they are set up stands in
 * {@code src/test/agents}.
 */
@Tag("agents")
class AgentsIT {
    private static final Path HOME = Path.of(System.getProperty("interline.home", ".")).toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"claude,messages", "codex,responses", "opencode,chat/completions"})
    void workWithoutANetwork(String agent, String route) throws Exception {
        var out = folder.resolve("out");
        var builder = new ProcessBuilder(List.of("unshare", "--map-root-user", "--net", "bash",
                HOME.resolve("gateway/src/test/agents/offline.sh").toString(), agent, folder.toString()))
                .redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "TMPDIR", "LANG"));
        builder.environment().put("INTERLINE_HOME", HOME.toString());
        builder.environment().put("AGENTS", System.getenv("TEST_AGENTS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        boolean ended = process.waitFor(150, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroyForcibly();
        }
        var said = Files.readString(out) + Files.readString(folder.resolve("gateway.log"));
        assertThat(ended && process.exitValue() == 0).as(said).isTrue();
        assertThat(folder.resolve("work/made-by-" + agent)).as(said).hasContent("interline");
        assertThat(Files.readString(out)).contains("simulated");
        assertThat(Files.readString(folder.resolve("gateway.log"))).contains("route=" + route + " status=200")
                .doesNotContain("status=4").doesNotContain("status=5");
    }
}
