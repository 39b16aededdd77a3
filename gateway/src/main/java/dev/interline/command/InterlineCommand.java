package dev.interline.command;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command {@code interline} and the list of its subcommands, which inherit {@code --help} and {@code --version}.
 * Each subcommand gives a description and, as its footer, an example.
 */
@Command(name = "interline", description = "An open, self-hosted model router with OpenRouter's API.", //
        mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = VersionCommand.class, //
        synopsisSubcommandLabel = "COMMAND", footer = {"", "Example:", "  interline --port 9000"}, //
        subcommands = { //
                ServeCommand.class, //
                VersionCommand.class, //
                ConfigCommand.class, //
                ChatCommand.class, //
                TaskCommand.class, //
                ModelsCommand.class, //
                DoctorCommand.class, //
                AccountsCommand.class, //
                MembersCommand.class, //
                KeysCommand.class, //
                CodesCommand.class, //
                LedgerCommand.class, //
                BackupCommand.class, //
                RestoreCommand.class, //
                TokensCommand.class, //
        })
public final class InterlineCommand implements Runnable {
    private static final Set<String> OWN_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private InterlineCommand() {}

    /**
     * Runs one command line to its end; one that names no command serves.
     *
     * @return the exit code: 0, {@link CommandFailure#FAILED} or {@link CommandFailure#USAGE}
     */
    public static int run(String... arguments) {
        return PlainStart.of(arguments).map(PlainStart::run)
                .orElseGet(() -> commandLine().execute(withCommand(arguments)));
    }

    private static String[] withCommand(String... arguments) {
        if (arguments.length > 0 && (!arguments[0].startsWith("-") || OWN_OPTIONS.contains(arguments[0]))) {
            return arguments;
        }
        return Stream.concat(Stream.of("serve"), Arrays.stream(arguments)).toArray(String[]::new);
    }

    static CommandLine commandLine() {
        var complaints = new Complaints();
        return new CommandLine(new InterlineCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(complaints).setExecutionExceptionHandler(complaints);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
