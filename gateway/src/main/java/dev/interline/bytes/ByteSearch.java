package dev.interline.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the bytes that end a run of ordinary ones, eight bytes at a time: a string's text is most of what a gateway reads.
 *
 * <p>A byte is found by the high bit of its place in a difference: subtracting 1 from each byte of {@code word ^ wanted}
 * borrows into that bit where the byte was 0, hence wanted. A borrow that goes on into the next byte can only make a byte
 * look wanted behind one that is, so the lowest bit tells the truth.
 */
final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;
    private static final long SWAPS = ONES * ('"' ^ ' ');
    private static final long BEHIND_SPACES = ONES * (' ' + 1);
    private static final long BACKSLASHES = ONES * '\\';
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';

    private ByteSearch() {}

    /** Offset of the first quote, backslash, control character or byte beyond ASCII; {@code to} without one. */
    static int plainEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long found = special(word(bytes, i));
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Offset of the first line feed or carriage return; {@code to} without one. */
    static int lineEnd(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - 8; i += 8) {
            long word = word(bytes, i);
            long feed = word ^ LINE_FEEDS;
            long back = word ^ RETURNS;
            long found = (feed - ONES & ~feed | back - ONES & ~back) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private static long word(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * Quotes take the place of spaces first, and spaces that of quotes, so that one subtraction finds quotes together with
     * control characters. Bytes beyond ASCII have the high bit anyway: the differences need not be guarded against it.
     */
    private static long special(long word) {
        return ((word ^ SWAPS) - BEHIND_SPACES | (word ^ BACKSLASHES) - ONES | word) & HIGHS;
    }
}
