package dev.interline.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
    private final HedgeBudget budget = new HedgeBudget();

    private int taken(int requests, int millionths) {
        int taken = 0;
        for (int i = 0; i < requests; i++) {
            budget.asked(millionths);
            if (budget.allows()) {
                budget.take();
                taken++;
            }
        }
        return taken;
    }

    @Test
    void isTheShareOfAllRequestsFromTheFirstOn() {
        assertThat(taken(19, 50_000)).isZero();
        assertThat(taken(1, 50_000)).isEqualTo(1);
        assertThat(taken(1000, 50_000)).isEqualTo(50);
    }

    @Test
    void isEveryRequestAtMost() {
        assertThat(taken(1000, 1_000_000)).isEqualTo(1000);
    }

    @Test
    void savesUpTen() {
        for (int i = 0; i < 1_000_000; i++) {
            budget.asked(50_000);
        }
        assertThat(taken(19, 0)).isEqualTo(10);
        assertThat(taken(100, 50_000)).isEqualTo(5);
    }
}
