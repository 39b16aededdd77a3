package dev.interline.identity.jwt;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signatures are checked with. It is good for one algorithm only, so that no public key is ever taken for a
 * shared secret.
 *
 * @param id its {@code kid}, if it has one
 */
record VerificationKey(Optional<String> id, Algorithm algorithm, Key key) {
    private static final String HMAC = "HmacSHA256";
    /** Two numbers of the curve's size, not the DER that other protocols use. */
    private static final int ES256_LENGTH = 64;

    /** The key of tokens that are signed with this secret. */
    static VerificationKey shared(byte[] secret) {
        return new VerificationKey(Optional.empty(), Algorithm.HS256, new SecretKeySpec(secret, HMAC));
    }

    boolean verifies(byte[] signed, byte[] signature) {
        return switch (algorithm) {
            case HS256 -> MessageDigest.isEqual(sign(signed), signature);
            case RS256 -> verifies("SHA256withRSA", signed, signature);
            case ES256 -> signature.length == ES256_LENGTH
                    && verifies("SHA256withECDSAinP1363Format", signed, signature);
        };
    }

    /** Only with a shared secret. */
    byte[] sign(byte[] text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign by " + HMAC, e);
        }
    }

    private boolean verifies(String name, byte[] signed, byte[] signature) {
        try {
            var verifier = Signature.getInstance(name);
            verifier.initVerify((PublicKey) key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (SignatureException malformed) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify by " + name, e);
        }
    }
}
