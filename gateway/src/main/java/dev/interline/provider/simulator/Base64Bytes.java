package dev.interline.provider.simulator;

import java.util.Arrays;

/** What base64 holds: its size, and its first bytes; leniently, since clients wrap lines and leave out the padding. */
final class Base64Bytes {
    /** Enough for the metadata that a camera puts before a JPEG's size. */
    private static final int START = 256 * 1024;

    private Base64Bytes() {}

    /** Number of bytes. */
    static long size(String base64) {
        return base64.chars().filter(c -> six(c) >= 0).count() * 3 / 4;
    }

    /** The first bytes, at most 256 KB. */
    static byte[] start(String base64) {
        byte[] bytes = new byte[(int) Math.min(START, base64.length() * 3L / 4 + 1)];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base64.length() && length < bytes.length; i++) {
            int six = six(base64.charAt(i));
            if (six >= 0) {
                bits = bits << 6 | six;
                held += 6;
                if (held >= 8) {
                    held -= 8;
                    bytes[length++] = (byte) (bits >> held);
                }
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int six(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
