package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private long clock = -5;
    private final Sessions sessions = new Sessions(() -> clock);

    @Test
    void knowsWhoServedAConversation() {
        assertThat(sessions.tag("me", "acme/large", "talk")).isEmpty();
        sessions.served("me", "acme/large", "talk", "one");
        assertThat(sessions.tag("me", "acme/large", "talk")).contains("one");
        assertThat(sessions.tag("me", "acme/small", "talk")).isEmpty();
        assertThat(sessions.tag("you", "acme/large", "talk")).isEmpty();
        sessions.served("me", "acme/large", "talk", "two");
        assertThat(sessions.tag("me", "acme/large", "talk")).contains("two");
    }

    @Test
    void forgetsItTenMinutesAfterTheLastSuccess() {
        sessions.served("me", "acme/large", "talk", "one");
        clock += Duration.ofMinutes(9).toNanos();
        sessions.served("me", "acme/large", "talk", "one");
        clock += Duration.ofMinutes(9).toNanos();
        assertThat(sessions.tag("me", "acme/large", "talk")).contains("one");
        clock += Duration.ofMinutes(1).toNanos();
        assertThat(sessions.tag("me", "acme/large", "talk")).isEmpty();
    }

    @Test
    void remembersManyAndForgetsTheOldest() {
        for (int i = 0; i < 200_000; i++) {
            clock++;
            sessions.served("me", "acme/large", "talk " + i, "one");
        }
        int known = 0;
        for (int i = 200_000 - 20_000; i < 200_000; i++) {
            known += sessions.tag("me", "acme/large", "talk " + i).isPresent() ? 1 : 0;
        }
        assertThat(known).isGreaterThan(19_000);
    }
}
