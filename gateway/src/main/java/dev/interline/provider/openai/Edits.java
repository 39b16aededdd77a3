package dev.interline.provider.openai;

import dev.interline.bytes.GatheringSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a window of bytes, noted in any order and made while it is appended to others. */
final class Edits {
    private static final byte[] NOTHING = {};

    /** The bytes in {@code [from, to)} become others. */
    private record Edit(int from, int to, byte[] bytes) {}

    private final List<Edit> edits = new ArrayList<>();

    void cut(int from, int to) {
        edits.add(new Edit(from, to, NOTHING));
    }

    void replace(int from, int to, byte[] bytes) {
        edits.add(new Edit(from, to, bytes));
    }

    /** Appends {@code bytes[from, to)} with all changes made; changes never overlap. */
    void append(byte[] bytes, int from, int to, GatheringSink out) {
        if (edits.size() > 1) {
            edits.sort(Comparator.comparingInt(Edit::from));
        }
        int at = from;
        for (Edit edit : edits) {
            out.window(bytes, at, edit.from()).own().write(edit.bytes());
            at = edit.to();
        }
        out.window(bytes, at, to);
    }
}
