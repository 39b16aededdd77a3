package dev.interline.identity;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What keys look like: {@code sk-or-v1-} and 64 hex digits; an operator may fix one of a looser form. */
final class KeyFormat {
    /** Longest text that is taken for a key at all. */
    static final int MAX_LENGTH = 256;

    private static final String PREFIX = "sk-or-v1-";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern CHOSEN = Pattern.compile("sk-[A-Za-z0-9_-]{13,253}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private KeyFormat() {}

    static String fresh(RandomGenerator random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    /** The key that these 32 bytes make, which nobody can guess. */
    static String of(byte[] bytes) {
        return PREFIX + HexFormat.of().formatHex(bytes);
    }

    /** Whether an operator may choose this text as a key. */
    static boolean acceptable(String chosen) {
        return CHOSEN.matcher(chosen).matches();
    }

    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    /** A key has 256 random bits, so that one round of SHA-256 hides it. */
    static String hash(String key) {
        return KeyHash.of(key).toString();
    }

    /** {@code sk-or-v1-abc...123}; of a key that is not ours, less. */
    static String label(String key) {
        var tail = key.substring(key.length() - 3);
        return key.startsWith(PREFIX) && key.length() > PREFIX.length() + 16
                ? key.substring(0, PREFIX.length() + 3) + "..." + tail
                : key.substring(0, 3) + "..." + tail;
    }
}
