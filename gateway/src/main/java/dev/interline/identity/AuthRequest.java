package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What an application is to get for a code: a key of an account (OpenRouter: OAuth PKCE).
 *
 * @param account id of the account that pays
 * @param workspace id or slug; empty: the account's default one
 * @param challenge what the application's secret has to match (RFC 7636)
 * @param keyName what the key will be called
 * @param keyLimit what it may spend
 * @param keyExpires first instant at which it will not be valid any more
 * @param creator id of the member who lets the application in, if a member does
 */
public record AuthRequest(String account, Optional<String> workspace, Optional<Challenge> challenge, String keyName,
        KeyLimit keyLimit, Optional<Instant> keyExpires, Optional<String> creator) {
    /** How a secret is compared to its challenge. */
    public enum Method {
        PLAIN, S256
    }

    /**
     * A code challenge.
     *
     * @param text 43 to 128 of the characters that need no escape in an address
     */
    public record Challenge(String text, Method method) {}
}
