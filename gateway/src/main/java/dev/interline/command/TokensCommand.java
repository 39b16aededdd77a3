package dev.interline.command;

import dev.interline.bytes.Json;
import dev.interline.identity.jwt.TokenMaker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code interline tokens}: what users of an account show instead of a key, below {@code /api/v2}. */
@Command(name = "tokens", description = "Create JSON Web Tokens for testing.", //
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

    /** {@code interline tokens create}: prints the token and nothing else. No server has to run. */
    @Command(name = "create", description = "Create a token, signed with the configured jwt.secret, and print it.", //
            footer = {"", "Example:", "  interline tokens create --subject alice --expires 12h"})
    static final class Create implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private AdminOptions options = new AdminOptions();

        @Option(names = "--subject", paramLabel = "SUBJECT", required = true, //
                description = "Whom it speaks for, as a member's subject.")
        private String subject = "";

        @Option(names = "--expires", paramLabel = "TIME", converter = Expiry.class, //
                description = "When it ends: 2027-01-31, 2027-01-31T12:00:00Z, or from now 12h, 30d (default: 1h).")
        private @Nullable Instant expires;

        @Override
        public void run() {
            if (subject.isBlank()) {
                throw CommandFailure.usage("a token must speak for somebody", "--subject ''",
                        "give a subject; no token was made");
            }
            var jwt = options.config().jwt();
            var secret = jwt.secret().orElseThrow(() -> CommandFailure.usage("there is no secret to sign tokens with",
                    "in the configuration", "set jwt.secret, and start the server again"));
            var now = Instant.now();
            var end = expires == null ? now.plus(1, ChronoUnit.HOURS) : expires;
            var token = new TokenMaker(secret.reveal(), jwt.issuer(), jwt.audience()).make(subject, now, end);
            var answer = Json.mapper().createObjectNode().put("token", token).put("subject", subject)
                    .put("expires_at", end.truncatedTo(ChronoUnit.SECONDS).toString());
            options.print(spec, answer, token);
        }
    }
}
