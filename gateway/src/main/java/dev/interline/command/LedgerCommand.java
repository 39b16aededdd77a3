package dev.interline.command;

import dev.interline.admin.Request;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code interline ledger}: the book of everybody's money. */
@Command(name = "ledger", description = "Check the book of everybody's money.", synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline ledger verify"}, subcommands = LedgerCommand.Verify.class)
final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** {@code interline ledger verify}: exit code 1 if anything is wrong. */
    @Command(name = "verify", //
            description = "Check every entry's signature, that none is missing, and that they sum up to what accounts have.", //
            footer = {"", "Example:", "  interline ledger verify"})
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public Integer call() {
            var answer = options.perform(new Request.VerifyLedger());
            var faults = answer.path("data").path("faults").valueStream().map(JsonNode::asString).toList();
            options.print(spec, answer, faults.isEmpty()
                    ? answer.path("data").path("entries").asLong() + " entries, all sound"
                    : String.join(System.lineSeparator(), faults));
            return faults.isEmpty() ? 0 : 1;
        }
    }
}
