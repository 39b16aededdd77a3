package dev.interline.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts texts for the database (AES-256-GCM, a random nonce each). A text opens only under the id that it was sealed
 * for, so that nobody who can write to the database can pass one record's secret off as another's.
 */
public final class Vault {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    /** So that a later form can be told from this one. */
    private static final String FORM = "1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random;

    /** @param key 32 bytes that are used for nothing else */
    public Vault(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** The text, sealed: printable, and different each time. */
    public String seal(String id, String text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return FORM + Base64.getEncoder().encodeToString(
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /**
     * The text that was sealed for this id.
     *
     * @throws IllegalStateException if this was sealed for another id, with another key, or was tampered with
     */
    public String open(String id, String sealed) {
        try {
            if (!sealed.startsWith(FORM)) {
                throw new AEADBadTagException();
            }
            var bytes = Base64.getDecoder().decode(sealed.substring(FORM.length()));
            var text = cipher(Cipher.DECRYPT_MODE, id, bytes).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new IllegalStateException("the secret of " + id + " does not open: it was changed in the database,"
                    + " or sealed with another key", e);
        } catch (GeneralSecurityException e) {
            throw impossible(e);
        }
    }

    /** @param nonce begins with the nonce */
    private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
        cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static IllegalStateException impossible(GeneralSecurityException e) {
        return new IllegalStateException("this JVM has no " + ALGORITHM, e);
    }
}
