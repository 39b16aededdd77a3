package dev.interline.command;

import dev.interline.admin.Request;
import dev.interline.identity.Member;
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

/** {@code interline members}: the people of an account. */
@Command(name = "members", description = "Add, list and remove the members of an account.", //
        synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline members add ada@example.com --role admin"}, //
        subcommands = {MembersCommand.Add.class, MembersCommand.Listing.class, MembersCommand.Remove.class})
final class MembersCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** Whose members. */
    private static final class Owner {
        @Option(names = "--account", paramLabel = "ACCOUNT", defaultValue = "default", //
                description = "Name or id of the account (default: ${DEFAULT-VALUE}).")
        private String account = "default";
    }

    /** {@code interline members add}: prints the new member's id. */
    @Command(name = "add", description = "Add a member to an account and print the member's id.", //
            footer = {"", "Example:", "  interline members add ada@example.com --first-name Ada --role admin"})
    static final class Add implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Mixin
        private Owner owner = new Owner();

        @Parameters(paramLabel = "EMAIL", description = "The member's e-mail address.")
        private String email = "";

        @Option(names = "--first-name", paramLabel = "NAME", description = "First name.")
        private @Nullable String first;

        @Option(names = "--last-name", paramLabel = "NAME", description = "Last name.")
        private @Nullable String last;

        @Option(names = "--role", paramLabel = "ROLE", defaultValue = "MEMBER", //
                description = "admin or member (default: member).")
        private Member.Role role = Member.Role.MEMBER;

        @Option(names = "--subject", paramLabel = "SUBJECT", //
                description = "The subject of the tokens that speak for the member (JWT).")
        private @Nullable String subject;

        @Override
        public void run() {
            var answer = options.perform(new Request.AddMember(owner.account, new Member.Profile(email,
                    Optional.ofNullable(first), Optional.ofNullable(last), role, Optional.ofNullable(subject))));
            options.print(spec, answer, answer.path("data").path("id").asString());
        }
    }

    /** {@code interline members list}. */
    @Command(name = "list", description = "List the members of an account.", //
            footer = {"", "Example:", "  interline members list --json"})
    static final class Listing implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Mixin
        private Owner owner = new Owner();

        @Override
        public void run() {
            var answer = options.perform(new Request.ListMembers(owner.account));
            List<List<String>> rows = new ArrayList<>();
            answer.path("data").forEach(member -> rows.add(row(member)));
            options.print(spec, answer, Table.of(List.of("EMAIL", "NAME", "ROLE", "ID"), rows).stripTrailing());
        }

        private static List<String> row(JsonNode member) {
            var name = member.path("first_name").asString("") + " " + member.path("last_name").asString("");
            return List.of(member.path("email").asString(), name.strip(),
                    member.path("role").asString().replace("org:", ""), member.path("id").asString());
        }
    }

    /** {@code interline members remove}. */
    @Command(name = "remove", description = "Remove a member without active keys from an account.", //
            footer = {"", "Example:", "  interline members remove user_Dhb3..."})
    static final class Remove implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Mixin
        private Owner owner = new Owner();

        @Parameters(paramLabel = "ID", description = "The member's id.")
        private String id = "";

        @Override
        public void run() {
            var answer = options.perform(new Request.RemoveMember(owner.account, id));
            options.print(spec, answer, answer.path("data").path("email").asString() + " removed");
        }
    }
}
