package dev.interline.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs entries one after the other: each signature covers its entry and the signature before. One thread at a time. */
final class Chain {
    /** Before the first entry. */
    static final String BEGINNING = "";
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** @param key at least 16 bytes that nobody can guess */
    Chain(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + ALGORITHM, e);
        }
    }

    /** The signature of an entry, in lowercase hex. */
    String sign(String before, String writer, long seq, long at, Entry entry) {
        text(before);
        text(writer);
        number(seq);
        number(at);
        text(entry.account());
        text(entry.kind().name());
        number(entry.amount().nanos());
        text(entry.reference());
        text(entry.actor());
        text(entry.note());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** With its length in front, so that no two entries look alike. */
    private void text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        mac.update(bytes);
    }

    private void number(long number) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
}
