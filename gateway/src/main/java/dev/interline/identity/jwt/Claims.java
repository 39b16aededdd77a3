package dev.interline.identity.jwt;

import java.time.Instant;
import java.util.Optional;

/**
 * What a token says that was found good.
 *
 * @param subject whom it speaks for, as its issuer calls them
 * @param email the subject's address, if its issuer vouches for it
 * @param until first instant at which it is no longer good, leeway included
 */
record Claims(String subject, Optional<String> email, Instant until) {}
