package dev.interline.command;

import dev.interline.admin.Request;
import dev.interline.exchange.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code interline accounts}: who pays. */
@Command(name = "accounts", description = "Create, list and credit accounts.", synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline accounts create team --credits 25"}, //
        subcommands = {AccountsCommand.Create.class, AccountsCommand.Listing.class, AccountsCommand.Credit.class})
final class AccountsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** {@code interline accounts create}: prints the new account's id. */
    @Command(name = "create", description = "Create an account and print its id.", //
            footer = {"", "Example:", "  interline accounts create team --credits 25"})
    static final class Create implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "NAME", description = "What people call it; no two accounts share a name.")
        private String name = "";

        @Option(names = "--credits", paramLabel = "USD", defaultValue = "0", converter = Dollars.class, //
                description = "What it begins with, in dollars (default: ${DEFAULT-VALUE}).")
        private Money credits = Money.ZERO;

        @Option(names = "--unmetered", description = "No credits: its use is recorded and never limited.")
        private boolean unmetered;

        @Override
        public void run() {
            var answer = options
                    .perform(new Request.CreateAccount(name, Optional.of(credits).filter(_ -> !unmetered)));
            options.print(spec, answer, answer.path("data").path("id").asString());
        }
    }

    /** {@code interline accounts list}. */
    @Command(name = "list", description = "List accounts.", //
            footer = {"", "Example:", "  interline accounts list --json"})
    static final class Listing implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public void run() {
            var answer = options.perform(new Request.ListAccounts());
            List<List<String>> rows = new ArrayList<>();
            answer.path("data").forEach(account -> rows.add(row(account)));
            var heads = List.of("NAME", ">CREDITS", ">USED", ">LEFT", "CREATED", "ID");
            options.print(spec, answer, Table.of(heads, rows).stripTrailing());
        }

        private static List<String> row(JsonNode account) {
            return List.of(account.path("name").asString(), Dollars.show(account.path("credits"), "unmetered"),
                    Dollars.show(account.path("usage"), "-"), Dollars.show(account.path("remaining"), "-"),
                    account.path("created_at").asString(), account.path("id").asString());
        }
    }

    /** {@code interline accounts credit}: prints what is left then. */
    @Command(name = "credit", description = "Add credits to an account and print what it has left.", //
            footer = {"", "Example:", "  interline accounts credit team 10.50"})
    static final class Credit implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name or id.")
        private String account = "";

        @Parameters(index = "1", paramLabel = "USD", converter = Dollars.class, //
                description = "How many dollars; after --, a negative amount takes credits away.")
        private Money amount = Money.ZERO;

        @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why, for the ledger.")
        private String note = "";

        @Override
        public void run() {
            var answer = options.perform(new Request.CreditAccount(account, amount, note));
            options.print(spec, answer, Dollars.show(answer.path("data").path("remaining"), "unmetered"));
        }
    }
}
