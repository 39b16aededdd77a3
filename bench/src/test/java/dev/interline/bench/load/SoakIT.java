package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench/soak}. */
final class SoakIT {
    private static final Path HOME = Path.of(System.getProperty("interline.home", "..")).toAbsolutePath().normalize();

    @Test
    void leavesNothingBehindAfterAMinuteOfEverything(@TempDir Path folder) {
        try (var reactor = new Reactor()) {
            var provider = new FakeProvider(reactor);
            try (var gateway = Subject.gateway("soak", HOME, folder, provider.port())) {
                var outcome = new Soak(reactor, provider, gateway).run(Duration.ofMinutes(1));
                assertThat(outcome.faults()).as(outcome.toString()).isEmpty();
                assertThat(outcome.answered()).isGreaterThan(10_000);
            }
        }
    }
}
