package dev.interline.limits;

/**
 * Whose request it is.
 *
 * @param account id of the account
 * @param key hash of the key, or whatever else tells the account's callers apart
 * @param perMinute requests per minute of this very key, or {@link RateLimits#NONE} if it has no number of its own
 */
public record Asker(String account, String key, int perMinute) {}
