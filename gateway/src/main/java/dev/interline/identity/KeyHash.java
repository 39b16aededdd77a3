package dev.interline.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a key, as its four words: what the ring is searched by for every request, without making a text of it.
 */
public record KeyHash(long first, long second, long third, long fourth) {
    /** One for each event loop; to look the algorithm up anew costs twice as much as to hash a key. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(KeyHash::sha256);

    public static KeyHash of(String key) {
        return of(SHA_256.get().digest(key.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads 64 hex digits. */
    static KeyHash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    private static KeyHash of(byte[] digest) {
        var words = ByteBuffer.wrap(digest);
        return new KeyHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** The bits of a hash are spread evenly already. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    /** 64 lowercase hex digits. */
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(Long.BYTES * 4).putLong(first).putLong(second).putLong(third).putLong(fourth);
        return HexFormat.of().formatHex(bytes.array());
    }
}
