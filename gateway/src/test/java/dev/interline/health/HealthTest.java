package dev.interline.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.interline.exchange.Fault;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final EndpointId ENDPOINT = new EndpointId("acme/large", "acme");

    private long clock = -123_456_789;
    private final Health health = new Health(() -> clock);

    @Test
    void knowsNothingAtFirst() {
        assertThat(vitals()).isEqualTo(Vitals.UNKNOWN);
        assertThat(vitals().share(health.now())).isEqualTo(1);
        assertThat(health.report(ENDPOINT)).isEqualTo(Report.UNKNOWN);
        assertThat(health.report(ENDPOINT).day().uptime()).isNaN();
        assertThat(health.known()).isEmpty();
    }

    @Test
    void countsOutcomesOverRollingTimes() {
        serve(3);
        fail(1);
        pass(Duration.ofMinutes(6));
        serve(1);
        Report report = health.report(ENDPOINT);
        assertThat(report.fiveMinutes()).isEqualTo(new Counts(1, 0, 0));
        assertThat(report.halfHour()).isEqualTo(new Counts(4, 1, 0));
        assertThat(report.halfHour().uptime()).isEqualTo(80);
        pass(Duration.ofHours(1));
        assertThat(health.report(ENDPOINT).halfHour()).isEqualTo(Counts.NONE);
        assertThat(health.report(ENDPOINT).day()).isEqualTo(new Counts(4, 1, 0));
        pass(Duration.ofDays(3));
        assertThat(health.report(ENDPOINT).day()).isEqualTo(Counts.NONE);
    }

    @Test
    void countsNothingAgainstAnEndpointThatIsNotToBlame() {
        for (Fault fault : Fault.values()) {
            if (!fault.blamesEndpoint()) {
                health.failed(ENDPOINT, fault, Optional.of(Duration.ofSeconds(10)));
            }
        }
        assertThat(health.known()).isEmpty();
        health.failed(ENDPOINT, Fault.THROTTLED, Optional.empty());
        assertThat(health.report(ENDPOINT).day()).isEqualTo(new Counts(0, 0, 1));
        assertThat(health.report(ENDPOINT).day().uptime()).isNaN();
    }

    @Test
    void knowsWhatIsLateFromTwentyAnswersOn() {
        for (int i = 1; i <= 19; i++) {
            health.served(ENDPOINT, new Performance(Duration.ofMillis(100).toNanos(), 0, 0));
        }
        assertThat(vitals().latency()).isCloseTo(0.1, within(0.005));
        assertThat(vitals().lateness()).isNaN();
        pass(Duration.ofSeconds(2));
        health.served(ENDPOINT, new Performance(Duration.ofSeconds(9).toNanos(), 0, 0));
        assertThat(vitals().lateness()).isCloseTo(0.1, within(0.005));
        health.measured(ENDPOINT, new Performance(Duration.ofSeconds(9).toNanos(), 0, 0));
        pass(Duration.ofSeconds(2));
        assertThat(vitals().lateness()).as("two of 21").isCloseTo(9, within(0.5));
        pass(Duration.ofMinutes(6));
        assertThat(vitals().lateness()).as("of half an hour").isCloseTo(9, within(0.5));
    }

    @Test
    void measuresSpeeds() {
        for (int i = 1; i <= 100; i++) {
            health.served(ENDPOINT, new Performance(Duration.ofMillis(i * 10L).toNanos(), i, 1_000_000_000));
        }
        Percentiles latency = vitals().recent().latency();
        assertThat(latency.p50()).isCloseTo(0.5, within(0.03));
        assertThat(latency.p99()).isCloseTo(0.99, within(0.05));
        Percentiles throughput = vitals().recent().throughput();
        assertThat(throughput.p50()).isCloseTo(51, within(3.0));
        assertThat(throughput.p99()).as("what 99 of 100 reach").isCloseTo(2, within(0.1));
        pass(Duration.ofMinutes(7));
        assertThat(vitals().recent()).isEqualTo(Vitals.Speeds.UNKNOWN);
        assertThat(vitals().latency()).isEqualTo(latency.p50());
        pass(Duration.ofMinutes(40));
        assertThat(vitals().latency()).isNaN();
    }

    @Test
    void measuresNoSpeedOfWhatSaysNothing() {
        health.served(ENDPOINT, Performance.UNKNOWN);
        assertThat(vitals().recent()).isEqualTo(Vitals.Speeds.UNKNOWN);
    }

    @Test
    void isNotTakenOutForOneFailure() {
        fail(1);
        assertThat(share()).isEqualTo(1);
        serve(20);
        fail(1);
        assertThat(share()).isEqualTo(1);
    }

    @Test
    void comesBackGraduallyFromAnOutage() {
        fail(2);
        assertThat(share()).isZero();
        assertThat(health.report(ENDPOINT).status()).isEqualTo(-2);
        pass(Duration.ofSeconds(29));
        assertThat(share()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(share()).isCloseTo(0.05, within(0.001));
        assertThat(health.report(ENDPOINT).status()).isEqualTo(-1);
        pass(Duration.ofSeconds(30));
        assertThat(share()).isCloseTo(0.525, within(0.001));
        pass(Duration.ofSeconds(30));
        assertThat(share()).isEqualTo(1);
        assertThat(health.report(ENDPOINT).outages()).isEqualTo(1);
    }

    @Test
    void staysAwayLongerAfterEachRelapse() {
        fail(2);
        pass(Duration.ofSeconds(40));
        serve(1);
        fail(1);
        assertThat(heldFor()).isEqualTo(Duration.ofSeconds(60));
        pass(Duration.ofSeconds(61));
        fail(1);
        assertThat(heldFor()).isEqualTo(Duration.ofSeconds(120));
        pass(Duration.ofSeconds(121));
        fail(1);
        assertThat(heldFor()).isEqualTo(Duration.ofSeconds(120));
        pass(Duration.ofSeconds(181));
        serve(10);
        fail(1);
        assertThat(share()).as("it has proved itself").isEqualTo(1);
    }

    @Test
    void isUnstableUntilThirtySecondsAfterTheLastFailureOfAnOutage() {
        fail(2);
        pass(Duration.ofSeconds(20));
        fail(1);
        assertThat(heldFor()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isLeftAloneForAsLongAsItAsks() {
        health.failed(ENDPOINT, Fault.THROTTLED, Optional.of(Duration.ofSeconds(7)));
        assertThat(vitals().isPaused(health.now())).isTrue();
        pass(Duration.ofSeconds(7));
        assertThat(vitals().isPaused(health.now())).isFalse();
        assertThat(share()).isEqualTo(1);
        health.failed(ENDPOINT, Fault.OVERLOADED, Optional.of(Duration.ofDays(7)));
        pass(Duration.ofMinutes(59));
        assertThat(vitals().isPaused(health.now())).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(vitals().isPaused(health.now())).as("nobody is left alone for days").isFalse();
    }

    @Test
    void isFullWhenAsManyAreUnderWayAsItTakes() {
        for (int i = 0; i < 10; i++) {
            health.begun(ENDPOINT);
        }
        assertThat(vitals().full()).isFalse();
        Load refused = health.begun(ENDPOINT);
        refused.ended();
        health.failed(ENDPOINT, Fault.THROTTLED, Optional.empty());
        assertThat(health.underWay(ENDPOINT)).isEqualTo(10);
        assertThat(vitals().full()).as("10 of 8.8 are under way").isTrue();
        assertThat(vitals().withoutPause().full()).as("for another account").isFalse();
        refused.ended();
        refused.ended();
        refused.ended();
        assertThat(vitals().full()).isFalse();
    }

    @Test
    void backsOffTwiceAsLongAfterEachThrottlingThatSaysNothing() {
        for (int seconds : new int[]{1, 2, 4, 8, 16, 32, 60, 60}) {
            health.failed(ENDPOINT, Fault.THROTTLED, Optional.empty());
            health.failed(ENDPOINT, Fault.THROTTLED, Optional.empty());
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(vitals().isPaused(health.now())).isTrue();
            pass(Duration.ofNanos(1));
            assertThat(vitals().isPaused(health.now())).as("after %s s", seconds).isFalse();
        }
        serve(1);
        health.failed(ENDPOINT, Fault.THROTTLED, Optional.empty());
        pass(Duration.ofSeconds(1));
        assertThat(vitals().isPaused(health.now())).isFalse();
    }

    @Test
    void gradesByUptimeOnceEnoughIsKnown() {
        serve(85);
        fail(14);
        pass(Duration.ofSeconds(2));
        assertThat(vitals().grade()).isEqualTo(Vitals.Grade.UNKNOWN);
        serve(1);
        pass(Duration.ofSeconds(2));
        assertThat(vitals().grade()).isEqualTo(Vitals.Grade.DEGRADED);
        serve(300);
        pass(Duration.ofSeconds(2));
        assertThat(vitals().grade()).isEqualTo(Vitals.Grade.NORMAL);
        fail(100);
        pass(Duration.ofSeconds(2));
        assertThat(vitals().grade()).isEqualTo(Vitals.Grade.DOWN);
    }

    private Vitals vitals() {
        return health.vitals(ENDPOINT, health.now());
    }

    private double share() {
        return vitals().share(health.now());
    }

    private Duration heldFor() {
        return Duration.ofNanos(vitals().outageUntil() - health.now());
    }

    private void serve(int times) {
        for (int i = 0; i < times; i++) {
            health.served(ENDPOINT, Performance.UNKNOWN);
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed(ENDPOINT, Fault.SERVER_ERROR, Optional.empty());
        }
    }

    private void pass(Duration time) {
        clock += time.toNanos();
    }
}
