package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are put together only when they are read: some of its own, and between them windows of other arrays, which
 * are not copied before and must not change until then. Not thread-safe.
 */
public final class GatheringSink {
    /** Shorter windows are copied at once, which costs less than to remember them. */
    private static final int SHORTEST = 1024;

    /** A window that comes before what is at {@code place} of the sink's own bytes. */
    private record Window(int place, byte[] bytes, int from, int to) {}

    private final ByteSink own;
    private List<Window> windows = List.of();
    private int inWindows;

    /** An empty sink for {@code expected} bytes, be they its own or in windows. */
    public GatheringSink(int expected) {
        this(new ByteSink(Math.min(expected, SHORTEST)));
    }

    private GatheringSink(ByteSink own) {
        this.own = own;
    }

    /** A sink that begins with what was written to another, which is this one's own from now on. */
    public static GatheringSink over(ByteSink own) {
        return new GatheringSink(own);
    }

    /** Where its own bytes are written to, behind all that it has. */
    public ByteSink own() {
        return own;
    }

    /** Appends {@code bytes[from, to)}. */
    public GatheringSink window(byte[] bytes, int from, int to) {
        if (to - from < SHORTEST) {
            own.write(bytes, from, to);
            return this;
        }
        if (windows.isEmpty()) {
            windows = new ArrayList<>(2);
        }
        windows.add(new Window(own.size(), bytes, from, to));
        inWindows += to - from;
        return this;
    }

    /** Bytes in all. */
    public int size() {
        return own.size() + inWindows;
    }

    /** Is handed bytes piece by piece. */
    @FunctionalInterface
    public interface Reader {
        /** Takes {@code bytes[from, from + length)}. */
        void take(byte[] bytes, int from, int length);
    }

    /** Hands over the bytes in {@code [from, to)}. */
    public void read(int from, int to, Reader reader) {
        int at = 0;
        int place = 0;
        for (Window window : windows) {
            at = piece(at, own.array(), place, window.place(), from, to, reader);
            at = piece(at, window.bytes(), window.from(), window.to(), from, to, reader);
            place = window.place();
        }
        piece(at, own.array(), place, own.size(), from, to, reader);
    }

    /** A copy of all of them. */
    public byte[] toBytes() {
        var all = new ByteSink(size());
        read(0, size(), (bytes, from, length) -> all.write(bytes, from, from + length));
        return all.array();
    }

    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    /** Hands over what of {@code bytes[start, end)}, which are at {@code at} of all, is asked for; tells where they end. */
    private static int piece(int at, byte[] bytes, int start, int end, int from, int to, Reader reader) {
        int first = Math.max(start, start + from - at);
        int last = Math.min(end, start + to - at);
        if (first < last) {
            reader.take(bytes, first, last - first);
        }
        return at + end - start;
    }
}
