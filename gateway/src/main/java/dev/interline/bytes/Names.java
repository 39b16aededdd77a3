package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A closed set of ASCII words that a scanner recognises in place, without making strings. Immutable. */
public final class Names {
    private final String[] words;
    private final byte[][] spellings;

    private Names(String... words) {
        this.words = words.clone();
        this.spellings = Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The set of these words. */
    public static Names of(String... words) {
        return new Names(words);
    }

    /** The word that {@code bytes[from, to)} spells, or an empty string when it is none of these. */
    public String find(byte[] bytes, int from, int to) {
        int length = to - from;
        for (int i = 0; i < spellings.length; i++) {
            byte[] spelling = spellings[i];
            if (spelling.length == length && length > 0 && spelling[0] == bytes[from]
                    && Arrays.equals(spelling, 0, length, bytes, from, to)) {
                return words[i];
            }
        }
        return "";
    }

    /** The same word as the set's own object, or an empty string. */
    public String find(String word) {
        for (String known : words) {
            if (known.equals(word)) {
                return known;
            }
        }
        return "";
    }
}
