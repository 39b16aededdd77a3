package dev.interline.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Limits of a key that the server does not enforce: refused, since a limit that does not limit is worse than none. */
final class UnenforcedOptions {
    @Option(names = "--limit", paramLabel = "USD", hidden = true)
    private @Nullable String limit;

    @Option(names = "--limit-reset", paramLabel = "PERIOD", hidden = true)
    private @Nullable String limitReset;

    @Option(names = "--rpm", paramLabel = "N", hidden = true)
    private @Nullable String rpm;

    void refuse() {
        refuse("--limit", limit);
        refuse("--limit-reset", limitReset);
        refuse("--rpm", rpm);
    }

    private static void refuse(String option, @Nullable String value) {
        if (value != null) {
            throw CommandFailure.usage("limits of keys are not enforced by this version", option + " " + value,
                    "leave it out; no key was made");
        }
    }
}
