package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The clients against the fake provider, with nobody between them. */
final class ClientsTest {
    private final Reactor reactor = new Reactor();
    private final FakeProvider provider = new FakeProvider(reactor);
    private final Subject direct = Subject.direct(provider.port());

    @AfterEach
    void close() {
        reactor.close();
    }

    @Test
    void keepsAllConnectionsBusy() {
        var clients = new Clients(reactor, direct.request(Script.JSON));
        clients.saturate(4, Duration.ofMillis(200));
        assertThat(clients.completed()).isGreaterThan(100);
        assertThat(clients.failed()).isZero();
        assertThat(clients.whole().getTotalCount()).isEqualTo(clients.completed());
        assertThat(provider.connections()).isEqualTo(4);
    }

    @Test
    void sendsAtItsRateWhetherAnswersComeOrNot() {
        var clients = new Clients(reactor, direct.request(Script.SHORT));
        clients.send(500, Duration.ofMillis(400), 1);
        assertThat(clients.completed()).as("31 events take 600 ms").isZero();
        assertThat(clients.running()).isBetween(120, 280);
        clients.await(Duration.ofSeconds(10));
        assertThat(clients.failed()).isZero();
        assertThat(clients.events()).as("31 events, a finish, usage and the end").isEqualTo(34L * clients.completed());
    }

    @Test
    void measuresFromWhenARequestShouldHaveBeenSent() {
        var clients = new Clients(reactor, direct.request(Script.JSON));
        long stalled = System.nanoTime() + Duration.ofMillis(100).toNanos();
        reactor.after(Duration.ofMillis(20), () -> {
            while (System.nanoTime() < stalled) {
                Thread.onSpinWait();
            }
        });
        clients.send(1000, Duration.ofMillis(150), 2);
        clients.await(Duration.ofSeconds(5));
        assertThat(clients.whole().getMaxValue()).as("what should have been sent while everything stood still")
                .isGreaterThan(Duration.ofMillis(70).toNanos());
    }

    @Test
    void sendsABurstInOnePiece() {
        var clients = new Clients(reactor, direct.request(Script.BURST));
        clients.saturate(1, Duration.ofMillis(50));
        assertThat(clients.failed()).isZero();
        assertThat(clients.events()).isEqualTo(103L * clients.completed());
    }

    @Test
    void keepsEndlessStreamsOpenUntilTheyAreToEnd() {
        var clients = new Clients(reactor, direct.request(Script.FAST));
        clients.open(10, Duration.ofMillis(20));
        reactor.runFor(Duration.ofMillis(300));
        assertThat(clients.running()).isEqualTo(10);
        assertThat(clients.events()).isGreaterThan(40);
        provider.ending(true);
        clients.await(Duration.ofSeconds(5));
        assertThat(clients.completed()).isEqualTo(10);
    }

    @Test
    void countsAnAnswerThatBreaksOffAsFailed() {
        var clients = new Clients(reactor, direct.request(Script.CUT));
        clients.open(3, Duration.ofMillis(3));
        clients.await(Duration.ofSeconds(5));
        assertThat(clients.failed()).isEqualTo(3);
        assertThat(clients.failures()).hasSize(3).allSatisfy(failure -> assertThat(failure)
                .startsWith("cut: 200 ").endsWith("and then the connection was closed"));
        assertThat(clients.completed()).isZero();
    }

    @Test
    void leavesNoConnectionBehind() {
        var clients = new Clients(reactor, direct.request(Script.SHORT));
        clients.open(5, Duration.ofMillis(5));
        clients.close();
        reactor.runFor(Duration.ofMillis(100));
        assertThat(provider.connections()).isZero();
    }
}
