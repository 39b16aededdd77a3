package dev.interline.generations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GenerationIdsTest {
    private static String at(String instant) {
        return new GenerationIds(new Random(7)).next(Instant.parse(instant));
    }

    @Test
    void writesTheSecondAndTwentyAlphanumerics() {
        assertThat(at("2026-03-04T12:00:00.5Z")).matches("gen-1772625600-[0-9A-Za-z]{20}")
                .startsWith("gen-1772625600-V000");
    }

    @Test
    void sortsByTheTimeOfTheirMaking() {
        List<String> ids = Stream.of("12:00:00Z", "12:00:00.000001Z", "12:00:00.000002Z", "12:00:00.01Z", "12:00:00.3Z",
                "12:00:00.7Z", "12:00:00.999998Z", "12:00:00.999999999Z", "12:00:01Z", "12:00:10Z")
                .map(time -> at("2026-03-04T" + time)).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void makesDifferentOnesInOneInstant() {
        var ids = new GenerationIds(new Random(7));
        assertThat(Stream.generate(() -> ids.next(Instant.EPOCH)).limit(10_000)).doesNotHaveDuplicates();
    }
}
