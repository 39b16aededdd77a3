package dev.interline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How old something may get.
 *
 * @param limit from a day to ten years; empty for any age
 */
public record Age(Optional<Duration> limit) {
    public static final Age ANY = new Age(Optional.empty());

    private static final String FOREVER = "forever";
    /** Below it, the record of an answer that runs for long could go before it is settled for good. */
    private static final Duration LEAST = Duration.ofDays(1);
    private static final Duration MOST = Duration.ofDays(3650);

    public Age {
        limit.ifPresent(age -> {
            if (age.compareTo(LEAST) < 0 || age.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("from 1d to 3650d");
            }
        });
    }

    static Age parse(String text) {
        return text.equals(FOREVER) ? ANY : new Age(Optional.of(Values.duration(text)));
    }

    @Override
    public String toString() {
        return limit.map(Values::text).orElse(FOREVER);
    }
}
