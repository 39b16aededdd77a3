package dev.interline.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data.
 *
 * @param bytes 0 or more
 */
public record Size(long bytes) implements Comparable<Size> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})(B|KB|MB|GB)");

    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size of 0 bytes or more");
        }
    }

    public static Size kilobytes(long count) {
        return new Size(Math.multiplyExact(count, 1024L));
    }

    public static Size megabytes(long count) {
        return kilobytes(Math.multiplyExact(count, 1024L));
    }

    static Size parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("no size");
        }
        long count = Long.parseLong(form.group(1));
        return new Size(switch (form.group(2)) {
            case "KB" -> Math.multiplyExact(count, 1L << 10);
            case "MB" -> Math.multiplyExact(count, 1L << 20);
            case "GB" -> Math.multiplyExact(count, 1L << 30);
            case String _ -> count;
        });
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        if (bytes == 0 || bytes % 1024 != 0) {
            return bytes + "B";
        }
        return bytes % (1L << 30) == 0 ? (bytes >> 30) + "GB"
                : bytes % (1L << 20) == 0 ? (bytes >> 20) + "MB" : (bytes >> 10) + "KB";
    }
}
