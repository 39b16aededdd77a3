package dev.interline.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code interline serve}, also what {@code interline} alone does: runs the gateway until it is told to stop. */
@Command(name = "serve", description = "Run the gateway (this is what interline does without a command).", //
        footer = {"", "Example:", "  interline serve --port 9000 --data /var/lib/interline"})
final class ServeCommand implements Runnable {
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
        Serving.run(Optional.ofNullable(file), options(), System.out);
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
}
