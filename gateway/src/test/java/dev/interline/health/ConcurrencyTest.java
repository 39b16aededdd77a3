package dev.interline.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Concurrency concurrency = new Concurrency();
    private long now;

    @Test
    void isUnlimitedUntilTheFirstRefusal() {
        begin(10_000);
        serve(10_000);
        assertThat(concurrency.limit()).isInfinite();
        assertThat(concurrency.isFull()).isFalse();
    }

    @Test
    void takesAFifthLessThanWereUnderWay() {
        begin(20);
        refuse(5);
        assertThat(concurrency.limit()).as("one burst counts once").isEqualTo(16);
        assertThat(concurrency.underWay()).isEqualTo(15);
        assertThat(concurrency.isFull()).isFalse();
        begin(1);
        assertThat(concurrency.isFull()).isTrue();
    }

    @Test
    void growsOnlyWhileItIsUsed() {
        begin(20);
        refuse(20);
        begin(4);
        serve(4);
        assertThat(concurrency.limit()).as("little was asked").isEqualTo(16);
        begin(16);
        for (int i = 0; i < 16; i++) {
            serve(1);
            begin(1);
        }
        assertThat(concurrency.limit()).isBetween(16.9, 17.0);
    }

    @Test
    void forgetsAfterTenQuietMinutes() {
        begin(10);
        refuse(10);
        now += Duration.ofMinutes(10).toNanos();
        begin(1);
        serve(1);
        assertThat(concurrency.limit()).isInfinite();
    }

    @Test
    void neverGoesBelowOne() {
        for (int i = 0; i < 50; i++) {
            begin(1);
            refuse(1);
            now += SECOND;
        }
        assertThat(concurrency.limit()).isEqualTo(1);
        assertThat(concurrency.isFull()).isFalse();
    }

    /** An endpoint that takes 30 at a time, and requests that come whenever it is not known to be full. */
    @Test
    void findsWhatAnEndpointTakes() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int taken = 0;
        long refused = 0;
        long asked = 0;
        for (int i = 0; i < 200_000; i++) {
            now += SECOND / 200;
            if (taken > 0 && random.nextInt(3) == 0) {
                serve(1);
                taken--;
            }
            if (!concurrency.isFull()) {
                begin(1);
                asked++;
                if (taken < 30) {
                    taken++;
                } else {
                    refuse(1);
                    refused++;
                }
            }
        }
        assertThat(concurrency.limit()).isBetween(20.0, 40.0);
        assertThat((double) refused / asked).isLessThan(0.02);
    }

    private void begin(int requests) {
        for (int i = 0; i < requests; i++) {
            concurrency.began();
        }
    }

    private void serve(int requests) {
        for (int i = 0; i < requests; i++) {
            concurrency.ended();
            concurrency.served(now);
        }
    }

    private void refuse(int requests) {
        for (int i = 0; i < requests; i++) {
            concurrency.ended();
            concurrency.limited(now);
        }
    }
}
