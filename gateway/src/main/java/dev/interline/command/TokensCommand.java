package dev.interline.command;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code interline tokens}: refused, since this version accepts no tokens. */
@Command(name = "tokens", description = "Create tokens for users of an account (not in this version).", //
        synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline tokens create --subject alice"}, //
        subcommands = TokensCommand.Create.class)
final class TokensCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** {@code interline tokens create}. */
    @Command(name = "create", description = "Create a token (not in this version).", //
            footer = {"", "Example:", "  interline tokens create --subject alice"})
    static final class Create implements Runnable {
        @Unmatched
        private List<String> given = new ArrayList<>();

        @Override
        public void run() {
            throw CommandFailure.usage("tokens are not accepted by this version",
                    "tokens create " + String.join(" ", given), "use interline keys create");
        }
    }
}
