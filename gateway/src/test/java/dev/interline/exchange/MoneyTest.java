package dev.interline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @ValueSource(longs = {1, -1, 10, 999_999_999, 1_000_000_000, -1_000_000_000, 1_500_000_000, 10_000_000_001L,
            Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void writesDollarsWithoutTrailingZeros(long nanos) {
        assertThat(new Money(nanos).json()).isEqualTo(exact(nanos));
    }

    @Test
    void writesAnyAmountAsAnExactDecimalDoes() {
        var random = new Random(11);
        for (int round = 0; round < 200_000; round++) {
            long nanos = random.nextLong() >> random.nextInt(64);
            assertThat(new Money(nanos).json()).isEqualTo(nanos == 0 ? "0" : exact(nanos));
        }
    }

    private static String exact(long nanos) {
        return new Money(nanos).dollars().stripTrailingZeros().toPlainString();
    }
}
