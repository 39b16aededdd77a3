package dev.interline.identity.jwt;

import dev.interline.bytes.Json;
import dev.interline.exchange.Rejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * The rules for tokens (RFC 7519, and RFC 8725 for what goes wrong with them). The algorithm belongs to the key, never to
 * the token; nothing in a token says where its key comes from; nothing of it is believed before its signature is.
 */
final class Verifier {
    /** Longest token, in characters; more does not fit into a request's headers anyway. */
    static final int LONGEST = 16 * 1024;
    /** How far the issuer's clock may be off. */
    static final Duration LEEWAY = Duration.ofSeconds(30);

    private static final int LONGEST_SUBJECT = 254;
    /** The end of the year 9999. A time beyond it was meant in milliseconds, and would never come. */
    private static final double LAST_SECOND = 253_402_300_799.0;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    /** Of the kinds of tokens that issuers sign with one key, those that are made for a service like this. */
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");
    private static final ObjectReader STRICT = Json.mapper().reader().with(
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final KeySource keys;
    private final Optional<String> issuer;
    private final Optional<String> audience;
    private final InstantSource clock;

    /**
     * @param issuer what {@code iss} must be
     * @param audience what {@code aud} must be, or hold
     */
    Verifier(KeySource keys, Optional<String> issuer, Optional<String> audience, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * What a token says, if it is good. Blocks where its key has to be fetched.
     *
     * @throws Rejected with the reason if it is not
     */
    Claims verify(String token) {
        if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
            throw BadToken.because("it is not a signed JSON Web Token");
        }
        int end = token.lastIndexOf('.');
        var parts = token.split("\\.");
        var key = key(object(parts[0]));
        if (!key.verifies(token.substring(0, end).getBytes(StandardCharsets.US_ASCII), decoded(parts[2]))) {
            throw BadToken.because("its signature does not match");
        }
        return claims(object(parts[1]));
    }

    private VerificationKey key(JsonNode header) {
        if (header.has("crit")) {
            throw BadToken.because("it demands extensions that are not understood (crit)");
        }
        if (header.has("typ") && !TYPES.contains(header.path("typ").asString("").toLowerCase(Locale.ROOT))) {
            throw BadToken.because("it is of another type than JWT");
        }
        return keys.find(switch (header.path("alg").asString("")) {
            case "HS256" -> Algorithm.HS256;
            case "RS256" -> Algorithm.RS256;
            case "ES256" -> Algorithm.ES256;
            default -> throw BadToken.because("its algorithm is not HS256, RS256 or ES256");
        }, header.path("kid").asStringOpt());
    }

    private Claims claims(JsonNode claims) {
        var now = clock.instant();
        var until = time(claims, "exp").orElseThrow(() -> BadToken.because("it says no time at which it expires (exp)"))
                .plus(LEEWAY);
        if (!now.isBefore(until)) {
            throw BadToken.because("it has expired");
        }
        if (time(claims, "nbf").filter(now.plus(LEEWAY)::isBefore).isPresent()) {
            throw BadToken.because("it is not valid yet");
        }
        issuer.filter(Predicate.not(claims.path("iss").asString("")::equals)).ifPresent(_ -> {
            throw BadToken.because("it was issued by somebody else (iss)");
        });
        audience.filter(name -> !isFor(claims.path("aud"), name)).ifPresent(_ -> {
            throw BadToken.because("it was made for another service (aud)");
        });
        return new Claims(subject(claims), email(claims), until);
    }

    private static boolean isFor(JsonNode audience, String name) {
        var names = audience.isArray() ? audience.valueStream() : Stream.of(audience);
        return names.anyMatch(each -> each.isString() && each.asString().equals(name));
    }

    private static String subject(JsonNode claims) {
        var subject = claims.path("sub").isString() ? claims.path("sub").asString() : "";
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(Character::isISOControl)) {
            throw BadToken.because("its subject (sub) is not a text of 1 to " + LONGEST_SUBJECT
                    + " printable characters");
        }
        return subject;
    }

    private static Optional<String> email(JsonNode claims) {
        return Optional.of(claims.path("email")).filter(_ -> claims.path("email_verified").asBoolean(true))
                .filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** A time in seconds since 1970. */
    private static Optional<Instant> time(JsonNode claims, String name) {
        var value = claims.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        double seconds = value.isNumber() ? value.asDouble(-1) : -1;
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw BadToken.because("its " + name + " is not a time in seconds");
        }
        return Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)));
    }

    private static JsonNode object(String part) {
        try {
            var node = STRICT.readTree(decoded(part));
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException malformed) {
            // The same as something else that is no object.
        }
        throw BadToken.because("it does not hold JSON objects");
    }

    private static byte[] decoded(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException malformed) {
            throw BadToken.because("it is not in Base64");
        }
    }
}
