package dev.interline.identity.jwt;

/** The algorithms that are accepted, by their names in a token's header (RFC 7518). */
enum Algorithm {
    /** HMAC with SHA-256, by a secret that signer and verifier share. */
    HS256,
    /** RSA (PKCS #1 1.5) with SHA-256. */
    RS256,
    /** ECDSA on P-256 with SHA-256. */
    ES256
}
