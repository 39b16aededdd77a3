package dev.interline.command;

import dev.interline.config.Environment;
import dev.interline.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that call a server as its clients do. */
final class ServerOptions {
    @Option(names = "--url", paramLabel = "URL", defaultValue = "${env:INTERLINE_URL:-http://127.0.0.1:8080}", //
            description = "Where the server is (default: INTERLINE_URL, else http://127.0.0.1:8080).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--key", paramLabel = "KEY", //
            description = "API key (default: INTERLINE_API_KEY, else OPENROUTER_API_KEY).")
    private @Nullable String key;

    RunningServer server() {
        if (!List.of("http", "https").contains(String.valueOf(url.getScheme())) || url.getHost() == null) {
            throw CommandFailure.usage("not an http or https address", "--url " + url,
                    "write it as http://127.0.0.1:8080");
        }
        return new RunningServer(url, key(Environment.ofProcess()));
    }

    private Optional<Secret> key(Environment environment) {
        return Optional.ofNullable(key).or(() -> environment.value("INTERLINE_API_KEY"))
                .or(() -> environment.value("OPENROUTER_API_KEY")).map(String::strip).map(Secret::new);
    }
}
