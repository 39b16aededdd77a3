package dev.interline.limits;

/**
 * Whose request it is.
 *
 * @param account id of the account
 * @param key hash of the key, or whatever else tells the account's callers apart
 * @param perMinute requests per minute of this very key, or {@link RateLimits#NONE} if it has no number of its own
 * @param weight its share among the callers of its account whose requests wait; 1 or more
 */
public record Asker(String account, String key, int perMinute, int weight) {}
