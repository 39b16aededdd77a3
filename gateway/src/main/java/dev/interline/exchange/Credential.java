package dev.interline.exchange;

/**
 * A header that opens an upstream's door. Its text never shows the secret.
 *
 * @param header name of the header
 * @param value the header's whole value, prefix included
 */
public record Credential(String header, String value) {
    /** Shorter secrets would be found in texts that do not hold them. */
    private static final int SHORTEST = 8;

    /** A text of somebody else's, without the secret should it be in there. */
    public String hiddenIn(String text) {
        String secret = value.substring(value.lastIndexOf(' ') + 1);
        return secret.length() < SHORTEST ? text : text.replace(secret, "***");
    }

    @Override
    public String toString() {
        return header + ": ***";
    }
}
