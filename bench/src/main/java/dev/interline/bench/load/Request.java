package dev.interline.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request that is sent again and again.
 *
 * @param port where to
 * @param script what the provider behind it does
 * @param bytes head and body
 * @param body bytes of the body
 */
record Request(int port, Script script, ByteBuffer bytes, int body) {
    /** A key of the right form, which the gateway is started with. */
    static final String KEY = "sk-or-v1-" + "b".repeat(64);

    private static final int USUAL = 2 * 1024;

    /** A chat request with a body of 2 KB. */
    static Request of(int port, String path, Script script) {
        return of(port, path, script, USUAL);
    }

    /** A chat request with a prompt of about so many bytes. */
    static Request of(int port, String path, Script script, int size) {
        String prefix = "{\"model\":\"bench/" + script.name() + "\",\"stream\":" + script.streams()
                + ",\"temperature\":0.7,\"messages\":[{\"role\":\"system\",\"content\":\"You are helpful.\"},"
                + "{\"role\":\"user\",\"content\":\"";
        String suffix = "\"}]}";
        String sentence = "Tell me, in a few words, what the quick brown fox does to the lazy dog.\\n";
        return whole(port, path, script, prefix + fill(sentence, size - prefix.length() - suffix.length()) + suffix);
    }

    /** A chat request with an image as a data URL of about so many bytes. */
    static Request image(int port, String path, Script script, int size) {
        String prefix = "{\"model\":\"bench/" + script.name() + "\",\"messages\":[{\"role\":\"user\",\"content\":["
                + "{\"type\":\"text\",\"text\":\"What is this?\"},{\"type\":\"image_url\",\"image_url\":"
                + "{\"url\":\"data:image/png;base64,";
        String suffix = "\"}}]}]}";
        String base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9";
        return whole(port, path, script, prefix + fill(base64, size - prefix.length() - suffix.length()) + suffix);
    }

    private static String fill(String piece, int length) {
        return piece.repeat(length / piece.length() + 1).substring(0, length / piece.length() * piece.length());
    }

    private static Request whole(int port, String path, Script script, String body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + KEY
                + "\r\nContent-Type: application/json\r\nUser-Agent: interline-bench\r\nAccept: */*\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return new Request(port, script,
                FakeProvider.direct((head + body).getBytes(StandardCharsets.US_ASCII)), body.length());
    }
}
