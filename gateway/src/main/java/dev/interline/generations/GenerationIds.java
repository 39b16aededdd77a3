package dev.interline.generations;

import java.time.Instant;
import java.util.random.RandomGenerator;

/** Makes generation ids: {@code gen-<unix seconds>-<20 alphanumerics>}. As thread-safe as its random generator. */
public final class GenerationIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX = 20;

    private final RandomGenerator random;

    /** Ids from this generator; ids are not secrets, but should not be guessed by accident. */
    public GenerationIds(RandomGenerator random) {
        this.random = random;
    }

    /** A fresh id for what was asked at this moment. */
    public String next(Instant asked) {
        var id = new StringBuilder(36).append("gen-").append(asked.getEpochSecond()).append('-');
        for (int i = 0; i < SUFFIX; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
