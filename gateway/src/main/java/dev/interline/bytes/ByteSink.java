package dev.interline.bytes;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes with the few writes that codecs need. Not thread-safe; {@link #clear()} keeps the memory.
 */
public final class ByteSink {
    private static final byte[] NOTHING = {};
    private static final int LEAST = 32;
    private static final int LONGEST_NUMBER = 20;
    private static final int MOST_ZEROS = 400;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] array;
    private int size;

    /** An empty sink with room for {@code capacity} bytes before it grows; with 0 it costs nothing until it is used. */
    public ByteSink(int capacity) {
        array = capacity == 0 ? NOTHING : new byte[capacity];
    }

    private ByteSink(byte[] array, int size) {
        this.array = array;
        this.size = size;
    }

    /** A sink that begins with these bytes; the array is the sink's own from now on. */
    public static ByteSink over(byte[] bytes) {
        return new ByteSink(bytes, bytes.length);
    }

    /** Bytes written so far. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The backing array; valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return array;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(array, size);
    }

    public void clear() {
        size = 0;
    }

    /** The same; more memory than this is given back, so that what lives long does not keep what one moment needed. */
    public void clear(int most) {
        size = 0;
        if (array.length > most) {
            array = NOTHING;
        }
    }

    /** Makes room for this many bytes more, so that growing towards them copies nothing. */
    public ByteSink reserve(int more) {
        room(more);
        return this;
    }

    /** Forgets everything behind the first {@code length} bytes. */
    public void truncate(int length) {
        size = Math.min(size, length);
    }

    public ByteSink write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    /** Appends {@code bytes[from, to)}. */
    public ByteSink write(byte[] bytes, int from, int to) {
        int length = to - from;
        room(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
        return this;
    }

    public ByteSink write(ByteSink other) {
        return write(other.array, 0, other.size);
    }

    /** Appends all that another sink holds, which is empty then; copies nothing if this one is empty itself. */
    public ByteSink take(ByteSink other) {
        if (isEmpty()) {
            byte[] own = array;
            array = other.array;
            size = other.size;
            other.array = own;
        } else {
            write(other);
        }
        other.clear();
        return this;
    }

    public ByteSink write(int octet) {
        room(1);
        array[size++] = (byte) octet;
        return this;
    }

    /** Appends text as UTF-8, unescaped. */
    public ByteSink text(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return write(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            array[size++] = (byte) c;
        }
        return this;
    }

    /** Appends text as a quoted JSON string. */
    public ByteSink string(String text) {
        write('"');
        escaped(text);
        return write('"');
    }

    /** Appends text escaped for the inside of a JSON string, without the quotes. */
    public ByteSink escaped(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            i = plain(text, i);
            if (i == length) {
                break;
            }
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += unicode(text, i, c);
            } else if (c < 0x20) {
                control(c);
            } else {
                write('\\').write(c);
            }
        }
        return this;
    }

    /** Appends what needs no escape from an offset on, and tells the offset of what does. */
    private int plain(String text, int from) {
        int length = text.length();
        room(length - from);
        byte[] into = array;
        int at = size;
        int i = from;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || c < 0x20 || c == '"' || c == '\\') {
                break;
            }
            into[at++] = (byte) c;
        }
        size = at;
        return i;
    }

    /** Appends {@code "name":}, preceded by a comma when {@code first} is false. */
    public ByteSink name(boolean first, String name) {
        if (!first) {
            write(',');
        }
        return string(name).write(':');
    }

    public ByteSink number(long value) {
        if (value == Long.MIN_VALUE) {
            return text(Long.toString(value));
        }
        room(LONGEST_NUMBER);
        long rest = Math.abs(value);
        int digits = 1;
        for (long bound = rest; bound >= 10; bound /= 10) {
            digits++;
        }
        if (value < 0) {
            array[size++] = '-';
        }
        for (int i = size + digits - 1; i >= size; i--) {
            array[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** Appends an exact decimal; in exponent form only where somebody wrote one that would be hundreds of digits. */
    public ByteSink decimal(BigDecimal value) {
        BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        return text(Math.abs((long) shortest.scale()) > MOST_ZEROS ? shortest.toString() : shortest.toPlainString());
    }

    /** The same for {@code unscaled / 10^scale}; no BigDecimal is made, which would cost more than the digits. */
    public ByteSink decimal(long unscaled, int scale) {
        if (unscaled == Long.MIN_VALUE) {
            return decimal(BigDecimal.valueOf(unscaled, scale));
        }
        if (unscaled < 0) {
            write('-');
        }
        long unit = 1;
        for (int i = 0; i < scale; i++) {
            unit *= 10;
        }
        long amount = Math.abs(unscaled);
        number(amount / unit);
        long rest = amount % unit;
        if (rest > 0) {
            write('.');
        }
        for (; rest > 0; rest %= unit) {
            unit /= 10;
            write((int) ('0' + rest / unit));
        }
        return this;
    }

    /** Puts a space in the place of each line end from an offset on: JSON then still says the same, in one line. */
    public void joinLines(int from) {
        for (int i = ByteSearch.lineEnd(array, from, size); i < size; i = ByteSearch.lineEnd(array, i + 1, size)) {
            array[i] = ' ';
        }
    }

    private int unicode(String text, int at, char c) {
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            int point = Character.toCodePoint(c, text.charAt(at + 1));
            write(0xf0 | point >> 18).write(0x80 | point >> 12 & 0x3f).write(0x80 | point >> 6 & 0x3f).write(
                    0x80 | point & 0x3f);
            return 1;
        }
        if (Character.isSurrogate(c)) {
            text("\\u").hex(c);
        } else {
            unit(c);
        }
        return 0;
    }

    /** Appends one UTF-16 unit, which is no surrogate, as UTF-8. */
    ByteSink unit(char c) {
        if (c < 0x80) {
            return write(c);
        }
        if (c < 0x800) {
            return write(0xc0 | c >> 6).write(0x80 | c & 0x3f);
        }
        return write(0xe0 | c >> 12).write(0x80 | c >> 6 & 0x3f).write(0x80 | c & 0x3f);
    }

    private void control(char c) {
        switch (c) {
            case '\n' -> text("\\n");
            case '\r' -> text("\\r");
            case '\t' -> text("\\t");
            case '\b' -> text("\\b");
            case '\f' -> text("\\f");
            default -> text("\\u").hex(c);
        }
    }

    private void hex(char c) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            write(HEX[c >> shift & 0xf]);
        }
    }

    private void room(int more) {
        if (array.length - size < more) {
            int grown = Math.max(LEAST, array.length + (array.length >> 1));
            array = Arrays.copyOf(array, Math.max(size + more, grown));
        }
    }

    @Override
    public String toString() {
        return new String(array, 0, size, StandardCharsets.UTF_8);
    }
}
