package dev.interline.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip|true", "deflate, gzip;q=0.5|true", "GZIP|true", "br|false", "''|false",
            "gzip;q=0|false", "gzip; q=0.000|false", "x-gzip|false"})
    void usesGzipOnlyWhereTheClientTakesIt(String header, boolean taken) {
        assertThat(Compression.of(header).gzip()).isEqualTo(taken);
    }
}
