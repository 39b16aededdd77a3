package dev.interline.bytes;

/** Well-formed UTF-8 (Unicode, table 3-7). */
final class Utf8 {
    private Utf8() {}

    /** Length of the sequence at an offset, where a byte beyond ASCII is; {@code ~place} of what is wrong with it. */
    static int length(byte[] bytes, int i, int to) {
        int lead = bytes[i] & 0xff;
        int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (lead < 0xc2 || lead > 0xf4) {
            return ~i;
        }
        if (i + length > to) {
            return ~to;
        }
        int second = bytes[i + 1] & 0xff;
        int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return ~i;
        }
        for (int k = i + 2; k < i + length; k++) {
            if ((bytes[k] & 0xc0) != 0x80) {
                return ~k;
            }
        }
        return length;
    }
}
