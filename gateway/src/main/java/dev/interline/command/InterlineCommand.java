package dev.interline.command;

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
        synopsisSubcommandLabel = "COMMAND", footer = {"", "Example:", "  interline version --json"}, //
        subcommands = { //
                VersionCommand.class, //
                ConfigCommand.class, //
                ChatCommand.class, //
                ModelsCommand.class, //
                DoctorCommand.class, //
        })
public final class InterlineCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private InterlineCommand() {
    }

    /**
     * Runs one command line to its end.
     *
     * @return the exit code: 0, {@link CommandFailure#FAILED} or {@link CommandFailure#USAGE}
     */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
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
