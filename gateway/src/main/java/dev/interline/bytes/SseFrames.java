package dev.interline.bytes;

import java.util.Arrays;

/**
 * Server-sent events out of a byte stream that is cut anywhere: push bytes in, get whole events out.
 *
 * <p>An event that lies whole in one read is handed over as a window of that read, without a copy; only what straddles
 * two reads is kept. Line ends may be LF, CRLF or CR; a byte order mark is passed over; several {@code data:} lines are
 * joined by LF (WHATWG HTML, 9.2 Server-sent events). Not thread-safe.
 */
public final class SseFrames {
    /** Receives what the stream holds; windows are valid only during the call. */
    public interface Handler {
        /** One event; {@code name} is empty when the stream gave none. Events without data are not reported. */
        void event(String name, byte[] bytes, int from, int to);

        /** One comment line, usually a keep-alive. */
        default void comment() {}
    }

    /** What is kept for the next event that is read in pieces; larger ones are rare. */
    private static final int USUAL = 2048;
    private static final byte[] DATA = {'d', 'a', 't', 'a'};

    private final int limit;
    private final ByteSink kept = new ByteSink(0);
    private final ByteSink data = new ByteSink(0);
    private String name = "";
    private boolean begun;
    private boolean skipLineFeed;

    // The data of the event that is being read: a window of the bytes at hand as long as it is one line of them.
    private byte[] window = kept.array();
    private int windowFrom;
    private int windowTo;
    private int lines;
    private boolean joined;

    /** A reader that refuses a line or an event of more than {@code limit} bytes. */
    public SseFrames(int limit) {
        this.limit = limit;
    }

    /**
     * Reads {@code bytes[from, to)} and reports every event that ends in it.
     *
     * @throws MalformedJson never for the content; when a line or an event grows beyond the limit
     */
    public void read(byte[] bytes, int from, int to, Handler handler) throws MalformedJson {
        int at = from;
        if (skipLineFeed && at < to) {
            skipLineFeed = false;
            at += bytes[at] == '\n' ? 1 : 0;
        }
        while (at < to) {
            int end = ByteSearch.lineEnd(bytes, at, to);
            if (end == to) {
                keep(bytes, at, to);
                break;
            }
            if (kept.isEmpty()) {
                line(bytes, at, end, handler);
            } else {
                keep(bytes, at, end);
                byte[] whole = kept.toBytes();
                kept.clear(USUAL);
                line(whole, 0, whole.length, handler);
            }
            at = behindLineEnd(bytes, end, to);
        }
        settleWindow();
    }

    /** Ends the stream: a last event that only lacks its line ends is reported, as lenient clients do. */
    public void end(Handler handler) throws MalformedJson {
        if (!kept.isEmpty()) {
            byte[] last = kept.toBytes();
            kept.clear();
            line(last, 0, last.length, handler);
        }
        dispatch(handler);
    }

    /** Whether bytes of an unfinished line or event are waiting: the stream was cut in the middle of an event. */
    public boolean midEvent() {
        return !kept.isEmpty() || lines > 0;
    }

    private int behindLineEnd(byte[] bytes, int end, int to) {
        if (bytes[end] == '\n') {
            return end + 1;
        }
        if (end + 1 < to) {
            return bytes[end + 1] == '\n' ? end + 2 : end + 1;
        }
        skipLineFeed = true;
        return end + 1;
    }

    private void line(byte[] bytes, int from, int to, Handler handler) throws MalformedJson {
        if (!begun) {
            begun = true;
            from += startsWithByteOrderMark(bytes, from, to) ? 3 : 0;
        }
        if (from == to) {
            dispatch(handler);
        } else if (bytes[from] == ':') {
            handler.comment();
        } else {
            field(bytes, from, to);
        }
    }

    private void field(byte[] bytes, int from, int to) throws MalformedJson {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(to, colon + 1);
        value += value < to && bytes[value] == ' ' ? 1 : 0;
        if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
            data(bytes, value, to);
        } else if (colon - from == 5 && bytes[from] == 'e' && bytes[from + 1] == 'v') {
            name = EventNames.of(bytes, value, to);
        }
    }

    private void data(byte[] bytes, int from, int to) throws MalformedJson {
        if (lines++ == 0) {
            window = bytes;
            windowFrom = from;
            windowTo = to;
            return;
        }
        settleWindow();
        data.write('\n').write(bytes, from, to);
        refuseBeyondLimit(data.size());
    }

    /** Copies the window, since the bytes it lies in are about to be the caller's again. */
    private void settleWindow() {
        if (lines > 0 && !joined) {
            data.clear();
            data.write(window, windowFrom, windowTo);
            joined = true;
        }
    }

    private void dispatch(Handler handler) {
        if (lines > 0) {
            if (joined) {
                handler.event(name, data.array(), 0, data.size());
                data.clear(USUAL);
            } else {
                handler.event(name, window, windowFrom, windowTo);
            }
        }
        lines = 0;
        joined = false;
        name = "";
    }

    private void keep(byte[] bytes, int from, int to) throws MalformedJson {
        kept.write(bytes, from, to);
        refuseBeyondLimit(kept.size());
    }

    private void refuseBeyondLimit(int size) throws MalformedJson {
        if (size > limit) {
            throw new MalformedJson("An event of the stream is larger than " + limit + " bytes");
        }
    }

    private static boolean startsWithByteOrderMark(byte[] bytes, int from, int to) {
        return to - from >= 3 && bytes[from] == (byte) 0xef && bytes[from + 1] == (byte) 0xbb
                && bytes[from + 2] == (byte) 0xbf;
    }
}
