package dev.interline.identity;

/**
 * A code that was just made, and the only time that it is seen.
 *
 * @param secret the code, as people type it
 */
public record NewCode(CreditCode code, String secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "NewCode[" + code.hash() + "]";
    }
}
