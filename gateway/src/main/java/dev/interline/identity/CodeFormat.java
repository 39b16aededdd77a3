package dev.interline.identity;

import java.util.Locale;
import java.util.random.RandomGenerator;

/** What credit codes look like: five groups of five letters and digits that people do not mistake, 125 random bits. */
final class CodeFormat {
    /** Crockford's Base32. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int GROUPS = 5;
    private static final int GROUP = 5;

    private CodeFormat() {}

    static String fresh(RandomGenerator random) {
        var code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Whatever the case, the hyphens and the spaces with which it was typed. */
    static String hash(String typed) {
        return KeyFormat.hash(typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }
}
