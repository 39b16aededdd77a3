package dev.interline.command;

import dev.interline.admin.Request;
import dev.interline.identity.KeyRequest;
import dev.interline.identity.KeySettings;
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

/** {@code interline keys}: what clients show to get in. */
@Command(name = "keys", description = "Create, list, disable and delete API keys.", //
        synopsisSubcommandLabel = "COMMAND", //
        footer = {"", "Example:", "  interline keys create --name laptop"}, //
        subcommands = {KeysCommand.Create.class, KeysCommand.Listing.class, KeysCommand.Disable.class,
                KeysCommand.Delete.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** {@code interline keys create}: prints the key, which is shown this once, and nothing else. */
    @Command(name = "create", description = "Create an API key and print it; it is never shown again.", //
            footer = {"", "Example:",
                    "  interline keys create --name ci --account team --expires 30d --limit 5 --limit-reset daily"})
    static final class Create implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Mixin
        private KeyOptions bounds = new KeyOptions();

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "What you call it.")
        private String name = "";

        @Option(names = "--account", paramLabel = "ACCOUNT", defaultValue = "default", //
                description = "Name or id of the account that pays (default: ${DEFAULT-VALUE}).")
        private String account = "default";

        @Option(names = "--expires", paramLabel = "TIME", converter = Expiry.class, //
                description = "When it ends: 2027-01-31, 2027-01-31T12:00:00Z, or from now 12h, 30d (default: never).")
        private @Nullable Instant expires;

        @Option(names = "--workspace", paramLabel = "WORKSPACE", //
                description = "Id or slug of the account's workspace that it belongs to (default: its default one).")
        private @Nullable String workspace;

        @Option(names = "--management", //
                description = "A key that manages the account by the API, and cannot ask models.")
        private boolean management;

        @Override
        public void run() {
            var settings = new KeySettings(name, false, bounds.limit(), bounds.restrictions());
            var answer = options.perform(new Request.CreateKey(new KeyRequest(account, Optional.ofNullable(workspace),
                    management, Optional.empty(), Optional.ofNullable(expires), settings)));
            options.print(spec, answer, answer.path("key").asString());
        }
    }

    /** {@code interline keys list}. */
    @Command(name = "list", description = "List API keys, masked.", //
            footer = {"", "Example:", "  interline keys list --json"})
    static final class Listing implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Override
        public void run() {
            var answer = options.perform(new Request.ListKeys());
            List<List<String>> rows = new ArrayList<>();
            answer.path("data").forEach(key -> rows.add(row(key)));
            var heads = List.of("NAME", "KEY", "ACCOUNT", "STATE", ">USED", ">LIMIT", "EXPIRES", "HASH");
            options.print(spec, answer, Table.of(heads, rows).stripTrailing());
        }

        private static List<String> row(JsonNode key) {
            return List.of(key.path("name").asString(), key.path("label").asString(), key.path("account").asString(),
                    state(key), Dollars.show(key.path("usage"), "-"), limit(key),
                    key.path("expires_at").asString("never"), key.path("hash").asString());
        }
    }

    private static String state(JsonNode key) {
        return (key.path("disabled").asBoolean() ? "disabled" : "enabled")
                + (key.path("management").asBoolean() ? " (management)" : "");
    }

    private static String limit(JsonNode key) {
        return Dollars.show(key.path("limit"), "-") + key.path("limit_reset").asStringOpt().map(" "::concat).orElse("");
    }

    /** {@code interline keys disable}. */
    @Command(name = "disable", description = "Switch an API key off at once; it stays listed.", //
            footer = {"", "Example:", "  interline keys disable sk-or-v1-abc...123"})
    static final class Disable implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "KEY", description = "The key, its hash or its label.")
        private String key = "";

        @Override
        public void run() {
            tell(spec, options, options.perform(new Request.DisableKey(key)), "disabled");
        }
    }

    /** {@code interline keys delete}. */
    @Command(name = "delete", description = "Delete an API key at once; what it was used for stays recorded.", //
            footer = {"", "Example:", "  interline keys delete sk-or-v1-abc...123"})
    static final class Delete implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Parameters(paramLabel = "KEY", description = "The key, its hash or its label.")
        private String key = "";

        @Override
        public void run() {
            tell(spec, options, options.perform(new Request.DeleteKey(key)), "deleted");
        }
    }

    private static void tell(CommandSpec spec, AdminOptions options, JsonNode answer, String done) {
        options.print(spec, answer, answer.path("data").path("label").asString() + " " + done);
    }
}
