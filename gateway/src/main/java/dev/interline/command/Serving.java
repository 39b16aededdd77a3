package dev.interline.command;

import dev.interline.config.Config;
import dev.interline.config.Loading;
import dev.interline.config.Sources;
import dev.interline.log.LogSetup;
import dev.interline.server.Gateway;
import dev.interline.server.Greeting;
import dev.interline.server.Operators;
import dev.interline.server.Preparation;
import dev.interline.server.Training;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The server's life as a process: configuration, start, greeting, and the end that a signal brings. */
final class Serving {
    private Serving() {}

    /**
     * Serves until the process is told to stop.
     *
     * @param file the configuration file that the command line names
     * @param options what else it sets, text by path
     * @throws CommandFailure when the server cannot be started
     */
    static void run(Optional<Path> file, Map<String, String> options, PrintStream out) {
        var preparation = Preparation.begin();
        var sources = Operators.sources(file, options);
        switch (Config.load(sources)) {
            case Loading.Loaded(Config config, _) -> serve(config, sources, preparation, out);
            case Loading.Refused refused -> throw CommandFailure.usage(refused.text(), "in the configuration",
                    "correct it; 'interline config check' tells the same");
        }
    }

    private static void serve(Config config, Sources sources, Preparation preparation, PrintStream out) {
        LogSetup.server(switch (config.log().format()) {
            case TEXT -> LogSetup.Form.TEXT;
            case JSON -> LogSetup.Form.JSON;
        }, config.log().level().name());
        var gateway = start(config, sources, preparation);
        boolean training = Training.isWanted(sources.environment());
        if (!training) {
            endBySignal(gateway);
        }
        out.print(Greeting.of(gateway));
        out.flush();
        if (training) {
            Training.run(gateway);
            gateway.drain();
        } else {
            waitForever();
        }
    }

    private static Gateway start(Config config, Sources sources, Preparation preparation) {
        try {
            return new Gateway(config, sources, preparation);
        } catch (RuntimeException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()), "at the start of the server",
                    "see 'interline doctor'");
        }
    }

    /** A signal begins the end; the process ends with 0 once running answers are out. */
    private static void endBySignal(Gateway gateway) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> {
            gateway.drain();
            LogSetup.flush();
            // A JVM that was told to stop by a signal would report that signal, not that all went well.
            Runtime.getRuntime().halt(0);
        }));
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
