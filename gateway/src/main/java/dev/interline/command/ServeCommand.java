package dev.interline.command;

import dev.interline.config.Config;
import dev.interline.config.Loading;
import dev.interline.config.Sources;
import dev.interline.server.Operators;
import dev.interline.log.LogSetup;
import dev.interline.server.Gateway;
import dev.interline.server.Greeting;
import dev.interline.server.Training;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code interline serve}, also what {@code interline} alone does: runs the gateway until it is told to stop. */
@Command(name = "serve", description = "Run the gateway (this is what interline does without a command).", //
        footer = {"", "Example:", "  interline serve --port 9000 --data /var/lib/interline"})
final class ServeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on; 0 takes a free one (default: 8080).")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder for everything that is kept (default: ./data).")
    private @Nullable String data;

    @Option(names = "--config", paramLabel = "FILE", //
            description = "Configuration file (default: INTERLINE_CONFIG, else interline.yaml where you are).")
    private @Nullable Path file;

    @Override
    public void run() {
        var sources = Operators.sources(Optional.ofNullable(file), options());
        switch (Config.load(sources)) {
            case Loading.Loaded(Config config, _) -> serve(config, sources);
            case Loading.Refused refused -> throw CommandFailure.usage(refused.text(), "in the configuration",
                    "correct it; 'interline config check' tells the same");
        }
    }

    private Map<String, String> options() {
        var options = new HashMap<String, String>();
        put(options, "host", host);
        put(options, "port", port);
        put(options, "data", data);
        return options;
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }

    private void serve(Config config, Sources sources) {
        LogSetup.server(switch (config.log().format()) {
            case TEXT -> LogSetup.Form.TEXT;
            case JSON -> LogSetup.Form.JSON;
        }, config.log().level().name());
        var gateway = start(config, sources);
        var out = spec.commandLine().getOut();
        out.print(Greeting.of(gateway));
        out.flush();
        if (Training.isWanted(sources.environment())) {
            Training.run(gateway);
            gateway.drain();
            return;
        }
        awaitTheEnd(gateway);
    }

    private static Gateway start(Config config, Sources sources) {
        try {
            return new Gateway(config, sources);
        } catch (RuntimeException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), "at the start of the server",
                    "see 'interline doctor'");
        }
    }

    /** A signal begins the shutdown; the process ends with 0 once running answers are out. */
    private static void awaitTheEnd(Gateway gateway) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
            gateway.drain();
            LogSetup.flush();
            // A JVM that was told to stop by a signal would report that signal, not that all went well.
            Runtime.getRuntime().halt(0);
        }));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
