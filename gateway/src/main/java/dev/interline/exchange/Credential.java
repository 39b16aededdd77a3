package dev.interline.exchange;

/**
 * A header that opens an upstream's door. Its text never shows the secret.
 *
 * @param header name of the header
 * @param value the header's whole value, prefix included
 */
public record Credential(String header, String value) {
    @Override
    public String toString() {
        return header + ": ***";
    }
}
