package dev.interline.identity;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes the ids of what is new. */
final class Ids {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LETTERS = 20;

    private final RandomGenerator random;

    /** @param random a {@link java.security.SecureRandom}, except in tests */
    Ids(RandomGenerator random) {
        this.random = random;
    }

    RandomGenerator random() {
        return random;
    }

    /** Such as {@code acc_} and 20 letters and digits. */
    String withPrefix(String prefix) {
        var text = new StringBuilder(prefix);
        for (int i = 0; i < LETTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** A random UUID (RFC 9562, version 4). */
    String uuid() {
        long version = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000;
        long variant = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new UUID(version, variant).toString();
    }
}
