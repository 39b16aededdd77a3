package dev.interline.exchange;

/**
 * How a vendor wants to be told a key.
 *
 * @param header the header that carries it
 * @param prefix what stands before the key in it
 */
public record CredentialForm(String header, String prefix) {
    /** As most do. */
    public static final CredentialForm BEARER = new CredentialForm("Authorization", "Bearer ");

    /** A key in this form. */
    public Credential of(String key) {
        return new Credential(header, prefix + key);
    }
}
