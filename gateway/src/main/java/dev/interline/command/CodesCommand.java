package dev.interline.command;

import dev.interline.admin.Request;
import dev.interline.exchange.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code interline codes}: credits to give away. */
@Command(name = "codes", description = "Create and list codes that are worth credits.", //
        synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline codes create 25 --note \"spring campaign\" --expires 30d"}, //
        subcommands = {CodesCommand.Create.class, CodesCommand.Listing.class})
final class CodesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** {@code interline codes create}: prints the code, which is shown this once, and nothing else. */
    @Command(name = "create", description = "Create a code and print it; it is never shown again.", //
            footer = {"", "Example:", "  interline codes create 25 --note \"spring campaign\""})
    static final class Create implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "USD", converter = Dollars.class, description = "What it is worth, in dollars.")
        private Money amount = Money.ZERO;

        @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "What for, for the ledger.")
        private String note = "";

        @Option(names = "--expires", paramLabel = "TIME", converter = Expiry.class, //
                description = "When it ends: 2027-01-31, 2027-01-31T12:00:00Z, or from now 12h, 30d (default: never).")
        private @Nullable Instant expires;

        @Override
        public void run() {
            var answer = options.perform(new Request.CreateCode(amount, note, Optional.ofNullable(expires)));
            options.print(spec, answer, answer.path("data").path("code").asString());
        }
    }

    /** {@code interline codes list}. */
    @Command(name = "list", description = "List codes, redeemed or not, without showing them.", //
            footer = {"", "Example:", "  interline codes list --json"})
    static final class Listing implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public void run() {
            var answer = options.perform(new Request.ListCodes());
            List<List<String>> rows = new ArrayList<>();
            answer.path("data").forEach(code -> rows.add(row(code)));
            var heads = List.of(">WORTH", "NOTE", "CREATED", "EXPIRES", "REDEEMED", "BY");
            options.print(spec, answer, Table.of(heads, rows).stripTrailing());
        }

        private static List<String> row(JsonNode code) {
            return List.of(Dollars.show(code.path("amount"), "-"), code.path("note").asString(),
                    code.path("created_at").asString(), code.path("expires_at").asString("never"),
                    code.path("redeemed_at").asString("-"), code.path("redeemed_by").asString("-"));
        }
    }
}
