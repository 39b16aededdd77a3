package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A closed set of ASCII words that a scanner recognises in place, without making strings. Immutable. */
public final class Names {
    /** The empty set. */
    public static final Names NONE = new Names("");

    private final String[] words;
    private final byte[][] spellings;
    /** One more than a word's index, at the place that its hash tells or the next free one; 0 where there is none. */
    private final byte[] places;

    private Names(String... words) {
        this.words = words.clone();
        this.spellings = Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.places = new byte[Integer.highestOneBit(words.length) * 8];
        for (int i = 0; i < words.length; i++) {
            if (words[i].isEmpty()) {
                continue;
            }
            int place = place(spellings[i], 0, spellings[i].length);
            while (places[place] != 0) {
                place = place + 1 & places.length - 1;
            }
            places[place] = (byte) (i + 1);
        }
    }

    /** The set of these words, one at least and 127 at most. */
    public static Names of(String... words) {
        return new Names(words);
    }

    /** The word that {@code bytes[from, to)} spells, or an empty string when it is none of these. */
    public String find(byte[] bytes, int from, int to) {
        if (from == to) {
            return "";
        }
        for (int place = place(bytes, from, to);; place = place + 1 & places.length - 1) {
            int i = places[place] - 1;
            if (i < 0) {
                return "";
            }
            if (Arrays.equals(spellings[i], 0, spellings[i].length, bytes, from, to)) {
                return words[i];
            }
        }
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

    /** The length and three letters tell the words of all sets here well apart. */
    private int place(byte[] bytes, int from, int to) {
        int length = to - from;
        int hash = ((bytes[from] * 31 + bytes[from + to >>> 1]) * 31 + bytes[to - 1]) * 31 + length;
        return (hash ^ hash >>> 7) & places.length - 1;
    }
}
