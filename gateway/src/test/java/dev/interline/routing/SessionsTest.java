package dev.interline.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interline.exchange.ConversationKey;
import dev.interline.exchange.Usage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final ConversationKey TALK = new ConversationKey(17, true);
    private static final Usage PLAIN = Usage.of(100, 10);

    private long clock = -5;
    private final Sessions sessions = new Sessions(() -> clock);

    @Test
    void knowsWhoServedAConversation() {
        assertThat(kept("me", "acme/large")).isEmpty();
        sessions.served("me", "acme/large", TALK, "one", PLAIN);
        assertThat(kept("me", "acme/large")).isEqualTo("one");
        assertThat(kept("me", "acme/small")).isEmpty();
        assertThat(kept("you", "acme/large")).isEmpty();
        sessions.served("me", "acme/large", TALK, "two", PLAIN);
        assertThat(kept("me", "acme/large")).isEqualTo("two");
    }

    @Test
    void forgetsItTenMinutesAfterTheLastSuccess() {
        sessions.served("me", "acme/large", TALK, "one", PLAIN);
        clock += Duration.ofMinutes(9).toNanos();
        sessions.served("me", "acme/large", TALK, "one", PLAIN);
        clock += Duration.ofMinutes(9).toNanos();
        assertThat(kept("me", "acme/large")).isEqualTo("one");
        clock += Duration.ofMinutes(1).toNanos();
        assertThat(kept("me", "acme/large")).isEmpty();
    }

    @Test
    void knowsHowMuchIsInTheCacheForAsLongAsThatLasts() {
        sessions.served("me", "acme/large", TALK, "one", new Usage(1000, 10, 600, 300, 0, 0, 0, 0, 0, 0));
        assertThat(sessions.kept("me", "acme/large", TALK)).isEqualTo(new Kept("one", true, 0.9));
        clock += Duration.ofMinutes(5).toNanos();
        assertThat(sessions.kept("me", "acme/large", TALK)).isEqualTo(new Kept("one", true, 0));
    }

    @Test
    void staysForTheHourThatWasBought() {
        sessions.served("me", "acme/large", TALK, "one", new Usage(1000, 10, 0, 0, 1000, 0, 0, 0, 0, 0));
        clock += Duration.ofMinutes(59).toNanos();
        assertThat(sessions.kept("me", "acme/large", TALK).cached()).isEqualTo(1);
        sessions.served("me", "acme/large", TALK, "one", new Usage(1000, 10, 500, 0, 0, 0, 0, 0, 0, 0));
        clock += Duration.ofMinutes(59).toNanos();
        assertThat(sessions.kept("me", "acme/large", TALK).cached()).isEqualTo(0.5);
        sessions.served("me", "acme/large", TALK, "two", new Usage(1000, 10, 500, 0, 0, 0, 0, 0, 0, 0));
        clock += Duration.ofMinutes(10).toNanos();
        assertThat(kept("me", "acme/large")).isEmpty();
    }

    @Test
    void remembersManyAndForgetsTheOldest() {
        for (int i = 0; i < 200_000; i++) {
            clock++;
            sessions.served("me", "acme/large", new ConversationKey(i, false), "one", PLAIN);
        }
        int known = 0;
        for (int i = 200_000 - 20_000; i < 200_000; i++) {
            known += sessions.kept("me", "acme/large", new ConversationKey(i, false)) == Kept.NOWHERE ? 0 : 1;
        }
        assertThat(known).isGreaterThan(19_000);
    }

    private String kept(String account, String model) {
        return sessions.kept(account, model, TALK).tag();
    }
}
