package dev.interline.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** {@code bench/soak}: mixed load for a number of minutes; exit code 1 if anything was left behind. */
public final class SoakMain {
    private SoakMain() {}

    /**
     * Runs it.
     *
     * @param args the gateway's folder, minutes
     */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]).toAbsolutePath();
        var time = Duration.ofSeconds((long) (Double.parseDouble(args[1]) * 60));
        Path folder = Files.createTempDirectory("interline-soak");
        Soak.Outcome outcome;
        try (var reactor = new Reactor()) {
            var provider = new FakeProvider(reactor);
            try (var gateway = Subject.gateway("interline", home, folder, provider.port())) {
                outcome = new Soak(reactor, provider, gateway).run(time);
            }
        }
        System.out.println(outcome);
        outcome.faults().forEach(fault -> System.out.println("FAULT: " + fault));
        System.exit(outcome.faults().isEmpty() ? 0 : 1);
    }
}
