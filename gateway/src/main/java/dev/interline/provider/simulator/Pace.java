package dev.interline.provider.simulator;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How fast tokens come.
 *
 * @param firstToken the pause before the first one
 * @param rate tokens a second after it; empty for as fast as they are taken
 */
record Pace(Duration firstToken, OptionalDouble rate) {
    /** Tokens that come together when nobody asked for a rate. */
    private static final int BURST = 16;
    /** Timers do not keep time below about 20 ms, so that faster tokens come several at once. */
    private static final double STEPS_PER_SECOND = 50;

    /** How many tokens come together. */
    int burst() {
        return rate.isEmpty() ? BURST : (int) Math.max(1, Math.ceil(rate.getAsDouble() / STEPS_PER_SECOND));
    }

    /** The pause that so many tokens take. */
    Duration of(int tokens) {
        return rate.isEmpty() ? Duration.ZERO : Duration.ofNanos(Math.round(tokens * 1e9 / rate.getAsDouble()));
    }
}
