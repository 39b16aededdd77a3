package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A key of an account's own at a provider, without its secret (OpenRouter: bring your own key).
 *
 * @param id a UUID
 * @param account id of the account
 * @param workspace id of the only workspace that may use it; empty: all of the account
 * @param provider slug of the provider
 * @param label the key, masked so that its owner recognises it
 */
public record ProviderKey(String id, String account, Optional<String> workspace, String provider, String label,
        ProviderKeySettings settings, Instant createdAt, Instant updatedAt) {
    private static final int LONGEST = 4096;
    private static final int LONG_ENOUGH_TO_SHOW = 16;

    ProviderKey changed(ProviderKeySettings others, String newLabel, Instant now) {
        return new ProviderKey(id, account, workspace, provider, newLabel, others, createdAt, now);
    }

    boolean isIn(String someWorkspace) {
        return workspace.isEmpty() || workspace.get().equals(someWorkspace);
    }

    /** It goes into a header, as it is. */
    static void checkSecret(String secret) {
        if (secret.isEmpty() || secret.length() > LONGEST || secret.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw Refusal.invalid("key: expected 1 to " + LONGEST + " printable ASCII characters without spaces");
        }
    }

    /** {@code sk-...AbCd}; of a short one, nothing. */
    static String label(String secret) {
        return secret.length() < LONG_ENOUGH_TO_SHOW ? "..."
                : secret.substring(0, 3) + "..." + secret.substring(secret.length() - 4);
    }
}
