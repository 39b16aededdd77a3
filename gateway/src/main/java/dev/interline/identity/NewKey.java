package dev.interline.identity;

/**
 * A key that was just made, and the only time that its secret is seen.
 *
 * @param secret the whole key, as clients send it
 */
public record NewKey(ApiKey key, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewKey[" + key.label() + "]";
    }
}
