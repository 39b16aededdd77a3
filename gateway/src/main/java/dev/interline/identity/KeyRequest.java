package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody wants of a new key.
 *
 * @param name what its owner will call it, 1 to 100 characters
 * @param account name or id of the account that pays
 * @param creator id of the user who makes it, if a user does
 * @param expiresAt first instant at which it will no longer be valid
 */
public record KeyRequest(String name, String account, Optional<String> creator, Optional<Instant> expiresAt) {}
