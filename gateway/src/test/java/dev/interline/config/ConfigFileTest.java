package dev.interline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class ConfigFileTest {
    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<Config> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(ConfigFile.class)).addAppender(log);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(ConfigFile.class)).detachAppender(log);
    }

    @Test
    void handsOnAGoodChange() throws Exception {
        write("drain: 1s");
        try (var _ = watch()) {
            write("drain: 2s");
            await().untilAsserted(() -> assertThat(drains()).endsWith(Duration.ofSeconds(2)));
        }
    }

    @Test
    void keepsTheOldOneWhenTheEditIsBad() throws Exception {
        write("drain: 1s");
        try (var _ = watch()) {
            write("drain: soon\ntimeouts: {idle: 0s}");
            await().untilAsserted(() -> assertThat(messages()).contains(
                    "configuration not reloaded: " + file() + ":1: drain: \"soon\": a duration such as 250ms, 5s, 2m"
                            + " or 1h",
                    "configuration not reloaded: " + file() + ":2: timeouts.idle: \"0s\": from 10ms to 24h"));
            assertThat(seen).isEmpty();

            write("drain: 3s");
            await().untilAsserted(() -> assertThat(drains()).containsExactly(Duration.ofSeconds(3)));
        }
    }

    @Test
    void followsAnEditorThatReplacesTheFile() throws Exception {
        write("drain: 1s");
        try (var _ = watch()) {
            for (int seconds = 2; seconds < 5; seconds++) {
                var expected = Duration.ofSeconds(seconds);
                Path draft = Files.writeString(folder.resolve(".interline.yaml.swp"), "drain: " + seconds + "s");
                Files.move(file(), folder.resolve("interline.yaml~"), StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, file(), StandardCopyOption.ATOMIC_MOVE);
                await().untilAsserted(() -> assertThat(drains()).endsWith(expected));
            }
        }
    }

    @Test
    void seesAFileThatIsMadeLaterAndAnEditBeforeTheFirstLook() throws Exception {
        var before = Config.defaults();
        write("drain: 7s");
        try (var _ = ConfigFile.watch(sources(), before, seen::add)) {
            await().untilAsserted(() -> assertThat(drains()).containsExactly(Duration.ofSeconds(7)));
        }
    }

    @Test
    void saysWhatTakesEffectAtRestartAndKeepsItsValue() throws Exception {
        write("port: 8080");
        try (var _ = watch()) {
            write("port: 9090\ndrain: 2s\nlimits: {headers: 64KB}");
            await().untilAsserted(() -> assertThat(drains()).containsExactly(Duration.ofSeconds(2)));
            assertThat(seen.getFirst().port()).isEqualTo(8080);
            assertThat(messages()).contains("port: the change takes effect at restart",
                    "limits.headers: the change takes effect at restart");
        }
    }

    @Test
    void keepsTheConfigurationWhenTheFileGoes() throws Exception {
        write("drain: 1s");
        try (var _ = watch()) {
            Files.delete(file());
            await().untilAsserted(() -> assertThat(messages())
                    .contains(file() + " is gone; the configuration stays as it was"));
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void tellsAgainWhatTheListenerCouldNotTake() throws Exception {
        write("drain: 1s");
        try (var _ = ConfigFile.watch(sources(), current(), config -> {
            if (config.drain().equals(Duration.ofSeconds(2))) {
                throw new IllegalStateException("no");
            }
            seen.add(config);
        })) {
            write("drain: 2s");
            await().untilAsserted(() -> assertThat(messages())
                    .contains("configuration not reloaded: java.lang.IllegalStateException: no"));
            write("drain: 3s");
            await().untilAsserted(() -> assertThat(drains()).containsExactly(Duration.ofSeconds(3)));
        }
    }

    private ConfigFile watch() throws Exception {
        return ConfigFile.watch(sources(), current(), seen::add);
    }

    private Config current() {
        return ((Loading.Loaded) Config.load(sources())).config();
    }

    private Sources sources() {
        return new Sources(Optional.empty(), folder, Environment.EMPTY, Map.of(), Set.of());
    }

    private Path file() {
        return folder.resolve("interline.yaml");
    }

    private void write(String yaml) throws Exception {
        Files.writeString(file(), yaml);
    }

    private List<Duration> drains() {
        return seen.stream().map(Config::drain).toList();
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
