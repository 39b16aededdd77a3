package dev.interline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class TrialsTest {
    private final Subject one = Subject.direct(1);
    private final Subject other = Subject.direct(2);

    @Test
    void interleavesSubjects() {
        var order = new ArrayList<Subject>();
        Trials.of(2, List.of(one, other), new Histogram(2), subject -> {
            order.add(subject);
            return Map.of();
        });
        var rounds = new ArrayList<Subject>();
        for (var subject : order) {
            if (rounds.isEmpty() || rounds.getLast() != subject) {
                rounds.add(subject);
            }
        }
        assertThat(rounds).as("repetitions of disturbed runs aside").containsExactly(one, other, one, other);
    }

    @Test
    void comparesRoundByRound() {
        var values = Map.of(one, List.of(2.0, 40.0, 6.0).iterator(), other, List.of(1.0, 10.0, 3.0).iterator());
        var seen = Trials.of(3, List.of(one, other), new Histogram(2),
                subject -> Map.of("cpu", values.get(subject).next()));
        assertThat(seen.ratio(one, other, "cpu")).isEqualTo(2);
        assertThat(seen.difference(one, other, "cpu")).isEqualTo(3);
        assertThat(seen.median(one, "cpu")).isEqualTo(6);
    }
}
