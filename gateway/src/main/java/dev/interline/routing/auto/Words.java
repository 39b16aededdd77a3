package dev.interline.routing.auto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words that speak for a task, as one tree of characters: all of them are looked for in one pass over a text, without
 * making strings of it.
 */
final class Words {
    /**
     * One word or group of words, and what it tells.
     *
     * @param same index of another entry for the same, plus one; 0 if there is none
     */
    record Entry(String tag, float weight, boolean anyEnding, int same) {}

    /** Hears what was found. */
    interface Found {
        /** @param at where it begins */
        void word(int entry, int at);
    }

    private static final int NONE = 0;
    private static final float LOAD = 0.5f;

    private final List<Entry> entries = new ArrayList<>();
    /** Node and character to the node below: open addressing, keys of 0 are free. */
    private long[] keys = new long[1 << 15];
    private int[] below = new int[1 << 15];
    private int used;
    private int nodes = 1;
    /** Index of the last entry that ends at a node, plus one. */
    private int[] ends = new int[1 << 12];

    Words(List<String> lines) {
        String tag = "";
        float weight = 0;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String words = line;
            if (!line.startsWith(" ")) {
                int colon = line.indexOf(':');
                String[] head = line.substring(0, colon).split(" ");
                tag = head[0];
                weight = Float.parseFloat(head[1]);
                words = line.substring(colon + 1);
            }
            for (String word : words.split(",")) {
                if (!word.isBlank()) {
                    add(word.strip().toLowerCase(Locale.ROOT), tag, weight);
                }
            }
        }
    }

    static Words shipped() {
        return new Words(Resource.lines("words.txt"));
    }

    private void add(String written, String tag, float weight) {
        boolean open = written.endsWith("*");
        String word = open ? written.substring(0, written.length() - 1) : written;
        int node = NONE;
        for (int i = 0; i < word.length(); i++) {
            node = under(node, word.charAt(i));
        }
        for (int i = ends[node]; i > 0; i = entries.get(i - 1).same()) {
            if (entries.get(i - 1).tag().equals(tag)) {
                throw new IllegalArgumentException(tag + " has " + written + " twice");
            }
        }
        entries.add(new Entry(tag, weight, open, ends[node]));
        ends[node] = entries.size();
    }

    int size() {
        return entries.size();
    }

    Entry entry(int index) {
        return entries.get(index);
    }

    /** Tells every word in {@code text[0, length)}, which is in small letters. */
    void find(char[] text, int length, Found found) {
        for (int from = 0; from < length; from++) {
            if (text[from] != ' ' && begins(text, from)) {
                int node = NONE;
                for (int i = from; i < length; i++) {
                    node = child(node, text[i]);
                    if (node == NONE) {
                        break;
                    }
                    for (int entry = ends[node]; entry > 0; entry = entries.get(entry - 1).same()) {
                        if (entries.get(entry - 1).anyEnding() || ends(text, i, length)) {
                            found.word(entry - 1, from);
                        }
                    }
                }
            }
        }
    }

    private static boolean begins(char[] text, int at) {
        return at == 0 || !Scripts.isOfWord(text[at]) || !Scripts.isOfWord(text[at - 1]);
    }

    private static boolean ends(char[] text, int last, int length) {
        return last + 1 == length || !Scripts.isOfWord(text[last]) || !Scripts.isOfWord(text[last + 1]);
    }

    private int child(int node, char next) {
        long key = key(node, next);
        for (int slot = slot(key);; slot = slot + 1 & keys.length - 1) {
            if (keys[slot] == key) {
                return below[slot];
            }
            if (keys[slot] == 0) {
                return NONE;
            }
        }
    }

    private int under(int node, char next) {
        int known = child(node, next);
        if (known != NONE) {
            return known;
        }
        if (++used > keys.length * LOAD) {
            grow();
        }
        int made = nodes++;
        if (made == ends.length) {
            ends = Arrays.copyOf(ends, made * 2);
        }
        put(key(node, next), made);
        return made;
    }

    private void put(long key, int node) {
        int slot = slot(key);
        while (keys[slot] != 0) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        below[slot] = node;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldBelow = below;
        keys = new long[oldKeys.length * 2];
        below = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                put(oldKeys[i], oldBelow[i]);
            }
        }
    }

    private static long key(int node, char next) {
        return (long) node << 16 | next;
    }

    private int slot(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
    }
}
