package dev.interline.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line that does no more than start the server, which is read without the command-line library: loading that
 * takes a sixth of the time until the first answer (bench/start).
 *
 * @param file what {@code --config} names
 * @param options the other options by name
 */
record PlainStart(Optional<Path> file, Map<String, String> options) {
    private static final Set<String> OPTIONS = Set.of("--host", "--port", "--data", "--config");

    /** The start that this command line means; empty when it means or may mean anything else. */
    static Optional<PlainStart> of(String... arguments) {
        int first = arguments.length > 0 && arguments[0].equals("serve") ? 1 : 0;
        var options = new HashMap<String, String>();
        for (int i = first; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length || arguments[i + 1].startsWith("-")
                    || options.put(arguments[i].substring(2), arguments[i + 1]) != null) {
                return Optional.empty();
            }
        }
        Optional<Path> file = Optional.ofNullable(options.remove("config")).map(Path::of);
        return Optional.of(new PlainStart(file, options));
    }

    /** Serves; returns the exit code if that fails. */
    int run() {
        try {
            Serving.run(file, options, System.out);
            return 0;
        } catch (CommandFailure failure) {
            System.err.println("interline: " + failure.line());
            return failure.exitCode();
        }
    }
}
