package dev.interline.dialect.service;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Images as data URLs; of which kind one is, its first bytes say, whatever the client does. */
final class Pictures {
    private Pictures() {}

    /** @throws dev.interline.exchange.Rejected when these are the bytes of no image that models know */
    static String dataUrl(byte[] image, String path) {
        String type;
        if (begins(image, 0, 0x89, 'P', 'N', 'G')) {
            type = "image/png";
        } else if (begins(image, 0, 0xFF, 0xD8, 0xFF)) {
            type = "image/jpeg";
        } else if (begins(image, 0, 'G', 'I', 'F', '8')) {
            type = "image/gif";
        } else if (begins(image, 0, 'R', 'I', 'F', 'F') && begins(image, 8, 'W', 'E', 'B', 'P')) {
            type = "image/webp";
        } else {
            throw Body.wrong(path, "is no image that is known here (" + image.length + " bytes that begin with \""
                    + start(image) + "\"); expected PNG, JPEG, GIF or WebP");
        }
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(image);
    }

    private static String start(byte[] image) {
        return new String(Arrays.copyOf(image, Math.min(image.length, 8)), StandardCharsets.US_ASCII)
                .replaceAll("[^ -~]", "?");
    }

    private static boolean begins(byte[] bytes, int at, int... start) {
        if (bytes.length < at + start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[at + i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
