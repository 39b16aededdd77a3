package dev.interline.identity.jwt;

import dev.interline.bytes.Json;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a JSON Web Key Set (RFC 7517): the keys in it that signatures may be checked with. */
final class JwkSet {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_KEYS = 100;

    private JwkSet() {}

    /**
     * The usable keys; others (for encryption, of other algorithms, too short, malformed, shared secrets) are left out.
     *
     * @throws IllegalArgumentException if it is no key set
     */
    static List<VerificationKey> parse(byte[] json) {
        try {
            var keys = new ArrayList<VerificationKey>();
            var set = Json.mapper().readTree(json).path("keys");
            if (!set.isArray() || set.size() > MOST_KEYS) {
                throw new IllegalArgumentException("not a JSON Web Key Set of at most " + MOST_KEYS + " keys");
            }
            set.forEach(jwk -> key(jwk).ifPresent(keys::add));
            return List.copyOf(keys);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Optional<VerificationKey> key(JsonNode jwk) {
        try {
            return switch (jwk.path("kty").asString("")) {
                case "RSA" -> key(jwk, Algorithm.RS256, rsa(jwk));
                case "EC" -> key(jwk, Algorithm.ES256, p256(jwk));
                default -> Optional.empty();
            };
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<VerificationKey> key(JsonNode jwk, Algorithm algorithm, PublicKey key) {
        return jwk.path("use").asString("sig").equals("sig")
                && jwk.path("alg").asString(algorithm.name()).equals(algorithm.name())
                        ? Optional.of(new VerificationKey(jwk.path("kid").asStringOpt(), algorithm, key))
                        : Optional.empty();
    }

    private static PublicKey rsa(JsonNode jwk) throws GeneralSecurityException {
        var modulus = number(jwk, "n");
        if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > MOST_RSA_BITS) {
            throw new IllegalArgumentException("a key of " + modulus.bitLength() + " bits");
        }
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, number(jwk, "e")));
    }

    private static PublicKey p256(JsonNode jwk) throws GeneralSecurityException {
        if (!jwk.path("crv").asString("").equals("P-256")) {
            throw new IllegalArgumentException("another curve");
        }
        var named = AlgorithmParameters.getInstance("EC");
        named.init(new ECGenParameterSpec("secp256r1"));
        var parameters = named.getParameterSpec(ECParameterSpec.class);
        var point = new ECPoint(number(jwk, "x"), number(jwk, "y"));
        if (!isOn(parameters.getCurve(), point)) {
            throw new IllegalArgumentException("no point of the curve");
        }
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters));
    }

    /** Whether y^2 = x^3 + ax + b, which the JDK takes on trust. */
    private static boolean isOn(EllipticCurve curve, ECPoint point) {
        var p = ((ECFieldFp) curve.getField()).getP();
        var x = point.getAffineX();
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return x.compareTo(p) < 0 && point.getAffineY().compareTo(p) < 0
                && point.getAffineY().modPow(BigInteger.TWO, p).equals(right);
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asString("")));
    }
}
