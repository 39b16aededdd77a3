package dev.interline.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final EndpointId HERE = new EndpointId("acme/one", "here");
    private static final EndpointId THERE = new EndpointId("acme/one", "there");
    private final Pauses pauses = new Pauses();

    @Test
    void lastsAsLongAsWasAsked() {
        pauses.leaveAlone(HERE, "house", Duration.ofNanos(50), 100);
        assertThat(pauses.left(HERE, "house", 120)).isEqualTo(30);
        assertThat(pauses.left(HERE, "house", 150)).isZero();
        assertThat(pauses.isEmpty()).isTrue();
    }

    @Test
    void isThatOfOneAccountAtOneEndpoint() {
        pauses.leaveAlone(HERE, "house", Duration.ofNanos(50), 0);
        assertThat(pauses.left(HERE, "own", 1)).isZero();
        assertThat(pauses.left(THERE, "house", 1)).isZero();
    }

    @Test
    void isTheLongestThatWasAsked() {
        pauses.leaveAlone(HERE, "house", Duration.ofNanos(50), 0);
        pauses.leaveAlone(HERE, "house", Duration.ofNanos(10), 5);
        assertThat(pauses.left(HERE, "house", 20)).isEqualTo(30);
    }

    @Test
    void doesNotGrowWithoutBound() {
        for (int i = 0; i < 100_000; i++) {
            pauses.leaveAlone(HERE, i, Duration.ofNanos(1), i);
        }
        assertThat(pauses.left(HERE, 99_999, 99_999)).isEqualTo(1);
        assertThat(pauses.size()).isLessThan(2_000);
    }
}
