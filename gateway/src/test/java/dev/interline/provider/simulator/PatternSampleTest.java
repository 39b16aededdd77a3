package dev.interline.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSampleTest {
    @ParameterizedTest
    @ValueSource(strings = {"^abc$", "a|b|c", "^(a|bc){2,3}d?$", "[a-z]+", "[^a-z]", "^\\d{3}-\\d{4}$", "^\\w+\\s\\w+$",
            "^[\\w.+-]+@[\\w-]+\\.[a-z]{2,}$", "^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$", "\\u0041\\x42", "^[\\]\\[]+$",
            "^[-a]{3}$", "^(.)x\\1$", "^\\p{Lu}{2}\\p{N}$", "^https?://[^/]+/$", "^(?!x)abc$", "^a{0}b$",
            "^\\/path\\/$",
            "", "^.*$", "^[\\s\\S]*$", "^(?:(?:25[0-5]|1?\\d)\\.){3}(?:25[0-5]|1?\\d)$", "^[🦄]$|^unicorn$", "^[^&&]$"})
    void writesWhatThePatternMatches(String pattern) {
        for (int variant = 0; variant < 5; variant++) {
            for (int more = 0; more < 3; more++) {
                String sample = PatternSample.of(pattern, more, variant).orElseThrow();
                assertThat(Patterns.occurs(pattern, sample)).as("'%s' for %s", sample, pattern).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "\\", "a)", "(?", "(?:a", "[]", "x{9999999}", "*", "\\u12"})
    void givesUpOnWhatItCannotRead(String pattern) {
        PatternSample.of(pattern, 0, 0);
        Patterns.occurs(pattern, "text");
    }

    @Test
    void stopsPatternsThatBacktrackWithoutEnd() {
        assertTimeout(Duration.ofSeconds(5), () -> Patterns.occurs("^(a+)+$", "a".repeat(60) + "!"));
        assertTimeout(Duration.ofSeconds(5), () -> PatternSample.of("((((a{99}){99}){99}){99}){99}", 3, 0));
    }
}
