package dev.interline.config;

import java.net.URI;
import java.util.Optional;

/**
 * Which JSON Web Tokens are accepted, and whom they speak for; none, unless there is a secret or a key set.
 *
 * @param secret what tokens of HS256 are signed with
 * @param jwksUrl where the public keys are published that tokens of RS256 and ES256 are signed with
 * @param issuer what a token's {@code iss} must be
 * @param audience what a token's {@code aud} must be, or hold
 * @param newSubjects what becomes of a token that is good and whose subject nobody knows
 * @param account name or id of the account that new subjects join
 * @param credits what the account of a new subject begins with
 */
public record Jwt(Optional<Secret> secret, Optional<URI> jwksUrl, Optional<String> issuer, Optional<String> audience,
        @Default("refuse") NewSubjects newSubjects, @Default("default") String account,
        @Default("0") Credits credits) {
    private static final int SHORTEST_SECRET = 32;

    /** What becomes of a subject that nobody knows. */
    public enum NewSubjects {
        /** It is turned away until somebody makes it a member's. */
        REFUSE,
        /** It becomes a member of an account that exists. */
        JOIN,
        /** It gets an account of its own. */
        CREATE
    }

    public Jwt {
        var checks = new Checks();
        secret.ifPresent(text -> checks.that(text.reveal().length() >= SHORTEST_SECRET, "secret", text,
                "at least " + SHORTEST_SECRET + " characters, as 'openssl rand -hex 32' makes them"));
        jwksUrl.ifPresent(address -> {
            checks.that(isSafe(address), "jwks-url", address, "an https address, or http on this machine");
            checks.that(issuer.isPresent() && audience.isPresent(), "jwks-url", address, "together with jwt.issuer and"
                    + " jwt.audience; else tokens that were made for other services would be let in");
        });
        checks.done();
    }

    /** What comes over the network unprotected could be anybody's keys. */
    private static boolean isSafe(URI address) {
        return address.getHost() != null && address.getUserInfo() == null
                && ("https".equals(address.getScheme()) || "http".equals(address.getScheme())
                        && address.getHost().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]"));
    }

    /** Whether any token is accepted. */
    public boolean enabled() {
        return secret.isPresent() || jwksUrl.isPresent();
    }
}
