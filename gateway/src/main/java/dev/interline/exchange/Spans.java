package dev.interline.exchange;

import java.util.Arrays;

/** Marked places of one frame in the order of its bytes. Reused from frame to frame; not thread-safe. */
public final class Spans {
    private static final Mark[] MARKS = Mark.values();

    private int[] table = new int[12 * 3];
    private int size;

    public void clear() {
        size = 0;
    }

    /** Adds a place; places are added in ascending order and never overlap. */
    public void add(Mark mark, int from, int to) {
        if ((size + 1) * 3 > table.length) {
            table = Arrays.copyOf(table, table.length * 2);
        }
        table[size * 3] = mark.ordinal();
        table[size * 3 + 1] = from;
        table[size * 3 + 2] = to;
        size++;
    }

    public int size() {
        return size;
    }

    public Mark mark(int i) {
        return MARKS[table[i * 3]];
    }

    /** Offset of the place's first byte. */
    public int from(int i) {
        return table[i * 3 + 1];
    }

    /** Offset behind the place's last byte. */
    public int to(int i) {
        return table[i * 3 + 2];
    }
}
