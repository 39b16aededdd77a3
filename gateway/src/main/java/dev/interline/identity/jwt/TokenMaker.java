package dev.interline.identity.jwt;

import dev.interline.bytes.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes tokens as an issuer that shares a secret with us would (HS256): for testing, and for those who have no other. */
public final class TokenMaker {
    private final VerificationKey key;
    private final Optional<String> issuer;
    private final Optional<String> audience;

    /**
     * @param issuer what {@code iss} is to say
     * @param audience what {@code aud} is to say
     */
    public TokenMaker(String secret, Optional<String> issuer, Optional<String> audience) {
        this.key = VerificationKey.shared(secret.getBytes(StandardCharsets.UTF_8));
        this.issuer = issuer;
        this.audience = audience;
    }

    /** A token that speaks for a subject, from now until it expires; both to the second. */
    public String make(String subject, Instant now, Instant expiresAt) {
        var header = Json.mapper().createObjectNode().put("alg", "HS256").put("typ", "JWT");
        var claims = Json.mapper().createObjectNode().put("sub", subject);
        issuer.ifPresent(name -> claims.put("iss", name));
        audience.ifPresent(name -> claims.put("aud", name));
        claims.put("iat", now.getEpochSecond()).put("exp", expiresAt.getEpochSecond());
        var signed = base64(header) + "." + base64(claims);
        return signed + "." + base64(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(JsonNode json) {
        return base64(Json.mapper().writeValueAsBytes(json));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
