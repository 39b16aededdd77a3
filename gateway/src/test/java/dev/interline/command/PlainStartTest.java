package dev.interline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainStartTest {
    @Test
    void readsWhatServeTakes() {
        assertThat(PlainStart.of()).contains(new PlainStart(Optional.empty(), Map.of()));
        assertThat(PlainStart.of("serve")).contains(new PlainStart(Optional.empty(), Map.of()));
        assertThat(PlainStart.of("--port", "9000", "--config", "a.yaml"))
                .contains(new PlainStart(Optional.of(Path.of("a.yaml")), Map.of("port", "9000")));
        assertThat(PlainStart.of("serve", "--host", "0.0.0.0", "--data", "d"))
                .contains(new PlainStart(Optional.empty(), Map.of("host", "0.0.0.0", "data", "d")));
    }

    @Test
    void leavesEverythingElseToTheLibrary() {
        assertThat(PlainStart.of("version")).isEmpty();
        assertThat(PlainStart.of("--help")).isEmpty();
        assertThat(PlainStart.of("serve", "--help")).isEmpty();
        assertThat(PlainStart.of("--port")).isEmpty();
        assertThat(PlainStart.of("--port", "--data")).isEmpty();
        assertThat(PlainStart.of("--port=9000")).isEmpty();
        assertThat(PlainStart.of("--port", "1", "--port", "2")).isEmpty();
        assertThat(PlainStart.of("--colour", "red")).isEmpty();
    }
}
