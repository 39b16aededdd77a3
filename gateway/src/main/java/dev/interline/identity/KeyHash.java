package dev.interline.identity;

import dev.interline.bytes.Sha256;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The SHA-256 of a key, as its four words: what the ring is searched by for every request, without making a text of it.
 */
public record KeyHash(long first, long second, long third, long fourth) {
    public static KeyHash of(String key) {
        return of(Sha256.of(key));
    }

    /** Reads 64 hex digits. */
    static KeyHash parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    private static KeyHash of(byte[] digest) {
        var words = ByteBuffer.wrap(digest);
        return new KeyHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
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
