package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import tools.jackson.databind.json.JsonMapper;

class InterlineCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine interline = captured(InterlineCommand.commandLine());

    @ParameterizedTest
    @MethodSource("subcommands")
    void showsAnExampleInTheHelpOfEverySubcommand(List<String> path) {
        var arguments = new ArrayList<>(path);
        arguments.add("--help");

        assertThat(interline.execute(arguments.toArray(String[]::new))).isZero();

        assertThat(out.toString()).contains("Usage: interline " + String.join(" ", path)).contains("Example")
                .contains("  interline " + String.join(" ", path));
        assertThat(err.toString()).isEmpty();
    }

    static List<List<String>> subcommands() {
        return paths(List.of(), InterlineCommand.commandLine());
    }

    private static List<List<String>> paths(List<String> parent, CommandLine command) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            var path = Stream.concat(parent.stream(), Stream.of(entry.getKey()))
                    .toList();
            return Stream.concat(Stream.of(path),
                    paths(path, entry.getValue()).stream());
        }).toList();
    }

    @Test
    void tellsItsVersionAsJson() {
        assertThat(interline.execute("version", "--json")).isZero();

        var version = JsonMapper.shared().readTree(out.toString());
        assertThat(version.propertyNames()).containsExactly("version", "commit", "jdk", "aot_cache");
        assertThat(version.path("jdk").asString()).startsWith("25");
        assertThat(version.path("aot_cache").asString()).isEqualTo("absent");
    }

    @Test
    void answersAMistypedCommandWithOneLineAndASuggestion() {
        assertThat(interline.execute("vershun")).isEqualTo(CommandFailure.USAGE);

        assertThat(err.toString().lines())
                .containsExactly("interline: Unmatched argument at index 0: 'vershun', in 'interline', "
                        + "did you mean 'version'?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void answersAnUnknownOptionWithOneLineThatNamesTheHelp() {
        assertThat(interline.execute("version", "--colour")).isEqualTo(CommandFailure.USAGE);

        assertThat(err.toString().lines()).containsExactly(
                "interline: Unknown option: '--colour', in 'interline version', see interline version --help");
    }

    @Test
    void tellsAFailureInOneLine() {
        var failing = new Failing(CommandFailure.failed("disk full", "at data/", "free some space"));

        assertThat(captured(interline.addSubcommand(failing)).execute("fail")).isEqualTo(CommandFailure.FAILED);

        assertThat(err.toString().lines()).containsExactly("interline: disk full, at data/, free some space");
    }

    @Test
    void showsNoStackTraceOfAnUnexpectedFailure() {
        var failing = new Failing(new IllegalStateException("first line\nsecond line"));

        assertThat(captured(interline.addSubcommand(failing)).execute("fail")).isEqualTo(CommandFailure.FAILED);

        assertThat(err.toString().lines()).containsExactly(
                "interline: unexpected IllegalStateException: first line, in 'interline fail', please report this");
    }

    private CommandLine captured(CommandLine command) {
        return command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    }

    @Command(name = "fail")
    private record Failing(RuntimeException failure) implements Runnable {
        @Override
        public void run() {
            throw failure;
        }
    }
}
