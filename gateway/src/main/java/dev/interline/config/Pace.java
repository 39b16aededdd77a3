package dev.interline.config;

import java.util.Optional;

/**
 * How many requests are let through; any number where nothing is said.
 *
 * @param perMinute that begin within any 60 seconds
 * @param concurrent that are under way at one time
 */
public record Pace(Optional<Integer> perMinute, Optional<Integer> concurrent) {
    static final int MOST = 1_000_000_000;

    public Pace {
        var checks = new Checks();
        perMinute.ifPresent(value -> checks.between("per-minute", value, 1, MOST));
        concurrent.ifPresent(value -> checks.between("concurrent", value, 1, MOST));
        checks.done();
    }
}
