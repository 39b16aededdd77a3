package dev.interline.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "0.1", "0.7", "-1.5", "256", "999999999999999", "0.00000000000001",
            "9007199254740993", "1e3", "1.5E-7", "0.30000000000000004", "1e400", "-12345678901234567890"})
    void readsWhatJavaReads(String number) {
        assertThat(read(number)).isEqualTo(Double.parseDouble(number));
    }

    @Test
    void readsRandomNumbersToTheLastBit() {
        var random = new Random(5);
        for (int round = 0; round < 500_000; round++) {
            String digits = Long.toString(random.nextLong() >>> 1 + random.nextInt(63));
            int point = random.nextInt(digits.length());
            String number = (random.nextBoolean() ? "-" : "")
                    + (point == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point));
            assertThat(read(number)).isEqualTo(Double.parseDouble(number));
        }
    }

    private static double read(String number) {
        byte[] bytes = number.getBytes(StandardCharsets.US_ASCII);
        return Decimals.parse(bytes, 0, bytes.length);
    }
}
