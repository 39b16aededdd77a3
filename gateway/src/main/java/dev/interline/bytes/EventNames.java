package dev.interline.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Names of server-sent events; the frequent ones without making a string each time. */
final class EventNames {
    private static final String[] FREQUENT = {"content_block_delta", "content_block_start", "content_block_stop",
            "message_start", "message_delta", "message_stop", "ping", "error"};
    private static final byte[][] BYTES = Arrays.stream(FREQUENT)
            .map(name -> name.getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private EventNames() {}

    static String of(byte[] bytes, int from, int to) {
        for (int i = 0; i < BYTES.length; i++) {
            if (Arrays.equals(bytes, from, to, BYTES[i], 0, BYTES[i].length)) {
                return FREQUENT[i];
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
