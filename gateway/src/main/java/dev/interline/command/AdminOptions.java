package dev.interline.command;

import dev.interline.admin.AdminClient;
import dev.interline.admin.Request;
import dev.interline.bytes.Json;
import dev.interline.config.Config;
import dev.interline.config.Loading;
import dev.interline.config.Secret;
import dev.interline.exchange.Money;
import dev.interline.exchange.Rejected;
import dev.interline.server.Databases;
import dev.interline.server.Operators;
import dev.interline.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options of commands that change or list what a server keeps, and the way to get that done. */
final class AdminOptions {
    @Option(names = "--data", paramLabel = "DIR", //
            description = "Folder of the server's data (default: INTERLINE_DATA, else ./data).")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", //
            description = "Configuration file (default: INTERLINE_CONFIG, else interline.yaml where you are).")
    private @Nullable Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** Prints an answer: all of it as JSON if that was asked for, else what people want to know of it. */
    void print(CommandSpec command, JsonNode answer, String text) {
        command.commandLine().getOut().println(json ? Json.mapper().writeValueAsString(answer) : text);
    }

    /** Done by the running server, or here if none runs; what cannot be done ends the command. */
    JsonNode perform(Request request) {
        var config = config();
        var client = new AdminClient(config.data(), folder -> Databases.of(config.database(), folder),
                config.masterKey().map(Secret::reveal),
                config.accounts().defaultCredits().dollars().map(Money::ofDollars));
        try {
            return client.perform(request);
        } catch (Rejected | StoreException e) {
            throw failed(e, config);
        } catch (UncheckedIOException e) {
            throw failed(e, config);
        } catch (IOException e) {
            throw failed(e, config);
        }
    }

    private static CommandFailure failed(Exception e, Config config) {
        return CommandFailure.failed(String.valueOf(e.getMessage()).lines().findFirst().orElse("no message"),
                "in data folder " + config.data(), "nothing was changed");
    }

    /** What the command is to go by. */
    Config config() {
        Map<String, String> options = new HashMap<>();
        if (data != null) {
            options.put("data", data.toString());
        }
        return switch (Config.load(Operators.sources(Optional.ofNullable(file), options))) {
            case Loading.Loaded(var config, _) -> config;
            case Loading.Refused(var issues) -> throw CommandFailure.usage("the configuration is refused",
                    issues.getFirst().text(), "see interline config check");
        };
    }
}
