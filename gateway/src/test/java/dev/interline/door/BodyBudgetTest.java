package dev.interline.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BodyBudgetTest {
    @Test
    void givesNoMoreThanItHas() {
        var budget = new BodyBudget(() -> 100);
        assertThat(budget.take(60)).isTrue();
        assertThat(budget.take(41)).isFalse();
        assertThat(budget.take(40)).isTrue();
        budget.giveBack(60);
        assertThat(budget.taken()).isEqualTo(40);
        assertThat(budget.take(60)).isTrue();
    }

    @Test
    void holdsWhenManyTakeAtOnce() throws InterruptedException {
        var budget = new BodyBudget(() -> 1000);
        var granted = new AtomicInteger();
        var done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            Thread.ofVirtual().start(() -> {
                for (int j = 0; j < 100; j++) {
                    if (budget.take(7)) {
                        granted.incrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        assertThat(granted.get()).isEqualTo(1000 / 7);
        assertThat(budget.taken()).isEqualTo(1000 / 7 * 7L);
    }
}
