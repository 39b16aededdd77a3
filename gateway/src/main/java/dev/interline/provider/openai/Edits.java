package dev.interline.provider.openai;

import dev.interline.bytes.ByteSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Changes to a window of bytes, noted in any order and made while copying. */
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

    /** Copies {@code bytes[from, to)} with all changes made; changes never overlap. */
    void copy(byte[] bytes, int from, int to, ByteSink out) {
        if (edits.size() > 1) {
            edits.sort(Comparator.comparingInt(Edit::from));
        }
        int at = from;
        for (Edit edit : edits) {
            out.write(bytes, at, edit.from()).write(edit.bytes());
            at = edit.to();
        }
        out.write(bytes, at, to);
    }
}
