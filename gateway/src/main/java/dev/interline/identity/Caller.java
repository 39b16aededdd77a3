package dev.interline.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * Who is asking: what the data plane knows about the holder of a valid API key.
 *
 * @param account id of the account that pays
 * @param workspace id of the workspace whose budgets the key draws on
 * @param keyHash lowercase hex SHA-256 of the whole key; the key's id everywhere
 * @param keyName the name that its owner gave to the key
 * @param label the key, masked so that its owner recognises it
 * @param creator id of the member who made the key, if a member did
 * @param expiresAt first instant at which the key is no longer valid
 * @param management whether the key administers its account, and cannot ask models
 * @param restrictions what the key may be used for
 */
public record Caller(String account, String workspace, String keyHash, String keyName, String label,
        Optional<String> creator, Optional<Instant> expiresAt, boolean management, Restrictions restrictions) {}
