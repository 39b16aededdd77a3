package dev.interline.provider.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A picture's format and size in pixels, as its header tells.
 *
 * @param format {@code PNG}, {@code JPEG}, {@code GIF}, {@code WebP} or {@code BMP}
 */
record Picture(String format, int width, int height) {

    static Optional<Picture> in(byte[] bytes) {
        try {
            return switch (signature(bytes)) {
                case "PNG" -> png(bytes);
                case "GIF" -> Optional.of(new Picture("GIF", little(bytes, 6, 2), little(bytes, 8, 2)));
                case "JPEG" -> jpeg(bytes);
                case "WebP" -> webp(bytes);
                case "BMP" -> Optional.of(new Picture("BMP", little(bytes, 18, 4), Math.abs(little(bytes, 22, 4))));
                default -> Optional.empty();
            };
        } catch (IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static String signature(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(16, bytes.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "PNG";
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return "GIF";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "JPEG";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "WebP";
        }
        return start.startsWith("BM") ? "BMP" : "";
    }

    private static Optional<Picture> png(byte[] bytes) {
        return Optional.of(new Picture("PNG", big(bytes, 16, 4), big(bytes, 20, 4)));
    }

    /** Walks the segments up to the frame header (ITU T.81, B.2.2). */
    private static Optional<Picture> jpeg(byte[] bytes) {
        int at = 2;
        while (at < bytes.length) {
            if (big(bytes, at, 1) != 0xff) {
                return Optional.empty();
            }
            int marker = big(bytes, at + 1, 1);
            if (marker == 0xff) {
                at++;
            } else if (isFrame(marker)) {
                return Optional.of(new Picture("JPEG", big(bytes, at + 7, 2), big(bytes, at + 5, 2)));
            } else {
                at += 2 + (marker == 0x01 || marker >= 0xd0 && marker <= 0xd8 ? 0 : big(bytes, at + 2, 2));
            }
        }
        return Optional.empty();
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Lossy, lossless and extended files keep their size in different places (RFC 9649). */
    private static Optional<Picture> webp(byte[] bytes) {
        String chunk = new String(bytes, 12, 4, StandardCharsets.ISO_8859_1);
        return switch (chunk) {
            case "VP8 " ->
                Optional.of(new Picture("WebP", little(bytes, 26, 2) & 0x3fff, little(bytes, 28, 2) & 0x3fff));
            case "VP8L" -> {
                int sizes = little(bytes, 21, 4);
                yield Optional.of(new Picture("WebP", (sizes & 0x3fff) + 1, (sizes >>> 14 & 0x3fff) + 1));
            }
            case "VP8X" -> Optional.of(new Picture("WebP", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1));
            default -> Optional.empty();
        };
    }

    private static int big(byte[] bytes, int at, int length) {
        byte[] padded = new byte[4];
        System.arraycopy(bytes, at, padded, 4 - length, length);
        return ByteBuffer.wrap(padded).getInt();
    }

    private static int little(byte[] bytes, int at, int length) {
        byte[] padded = new byte[4];
        System.arraycopy(bytes, at, padded, 0, length);
        return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }
}
