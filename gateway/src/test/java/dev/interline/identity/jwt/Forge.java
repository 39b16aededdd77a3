package dev.interline.identity.jwt;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens of any kind, good and bad, byte by byte. */
final class Forge {
    static final String SECRET = "a secret of more than thirty-two characters";

    private Forge() {}

    /** Makes the signature of some bytes. */
    interface Signer {
        byte[] sign(byte[] text) throws GeneralSecurityException;
    }

    static String token(String header, String claims, Signer signer) {
        try {
            var signed = base64(header) + "." + base64(claims);
            return signed + "." + base64(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static Signer hmac(byte[] secret) {
        return text -> {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(text);
        };
    }

    static Signer hmac() {
        return hmac(SECRET.getBytes(StandardCharsets.UTF_8));
    }

    static Signer with(String algorithm, KeyPair pair) {
        return text -> {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        };
    }

    static Signer rs256(KeyPair pair) {
        return with("SHA256withRSA", pair);
    }

    static Signer es256(KeyPair pair) {
        return with("SHA256withECDSAinP1363Format", pair);
    }

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key of a pair as JWK, with more members such as {@code "use":"sig"}. */
    static String jwk(String id, KeyPair pair, String... more) {
        var members = switch (pair.getPublic()) {
            case RSAPublicKey key -> "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"".formatted(
                    number(key.getModulus()), number(key.getPublicExponent()));
            case ECPublicKey key -> "\"kty\":\"EC\",\"crv\":\"P-%d\",\"x\":\"%s\",\"y\":\"%s\"".formatted(
                    key.getParams().getCurve().getField().getFieldSize(), number(key.getW().getAffineX()),
                    number(key.getW().getAffineY()));
            default -> throw new AssertionError(pair.getPublic());
        };
        return "{\"kid\":\"" + id + "\"," + members + (more.length == 0 ? "" : "," + String.join(",", more)) + "}";
    }

    static String jwks(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String number(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }
}
