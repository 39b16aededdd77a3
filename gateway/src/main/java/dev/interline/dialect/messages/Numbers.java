package dev.interline.dialect.messages;

/** Small numbers read from JSON. */
final class Numbers {
    private static final int MOST_DIGITS = 9;

    private Numbers() {}

    /** The whole number in {@code bytes[from, to)}; 0 for anything that is none or is too large. */
    static int small(byte[] bytes, int from, int to) {
        if (to - from > MOST_DIGITS) {
            return 0;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return 0;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }
}
